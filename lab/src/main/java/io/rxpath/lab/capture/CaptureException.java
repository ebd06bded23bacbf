package io.rxpath.lab.capture;

import java.nio.file.Path;

/** Why a capture cannot be used, in one sentence that names the file, the byte and the packet where reading ended. */
public final class CaptureException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String file;
    private final long byteOffset;
    private final long packet;

    CaptureException(Path file, long byteOffset, boolean compressed, long packet, String what,
            Throwable cause) {
        super(file + ": at byte " + byteOffset + (compressed ? " (uncompressed)" : "") + ", packet " + packet
                + ": " + what, cause);
        this.file = file.toString();
        this.byteOffset = byteOffset;
        this.packet = packet;
    }

    /** The file as it was named to the reader. */
    public String file() {
        return file;
    }

    /** How many bytes were read well before the fault, counted after decompression. */
    public long byteOffset() {
        return byteOffset;
    }

    /** The number, from 1, of the packet at which reading ended; 0 while no packet was reached. */
    public long packet() {
        return packet;
    }
}

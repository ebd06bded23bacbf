package io.rxpath.lab.capture;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** The bytes of a capture in order, with the place that an error names. */
final class CaptureInput {
    private final Path file;
    private final InputStream in;
    private final boolean compressed;
    private long offset;
    private long packet;

    CaptureInput(Path file, InputStream in, boolean compressed) {
        this.file = file;
        this.in = in;
        this.compressed = compressed;
    }

    /** Counts a packet record: whatever fails from here on fails in it. */
    void nextPacket() {
        packet++;
    }

    long packets() {
        return packet;
    }

    /**
     * Fills {@code target[at .. at + length)}.
     *
     * @param what what is read, for the sentence that says it is cut off
     * @return false where the file ends exactly here
     */
    boolean fill(byte[] target, int at, int length, String what) {
        int got = 0;
        try {
            while (got < length) {
                int n = in.read(target, at + got, length - got);
                if (n < 0) {
                    break;
                }
                got += n;
            }
        } catch (EOFException e) {
            throw failure("the compressed data end early; the file is truncated, copy it again", e);
        } catch (IOException e) {
            throw failure("the data cannot be read (" + e.getMessage() + "); copy the file again", e);
        }
        if (got == 0 && length > 0) {
            return false;
        }
        if (got < length) {
            throw failure("the file is truncated: " + what + " has " + got + " of " + length
                    + " bytes; copy the file again or cut it at a whole packet", null);
        }
        offset += length;
        return true;
    }

    /** As {@link #fill} where the file must not end yet. */
    void need(byte[] target, int at, int length, String what) {
        if (length > 0 && !fill(target, at, length, what)) {
            throw failure("the file is truncated: " + what + " is missing; copy the file again", null);
        }
    }

    /** Passes over {@code length} bytes that must be there. */
    void skip(long length, byte[] scratch, String what) {
        long left = length;
        while (left > 0) {
            int n = (int) Math.min(left, scratch.length);
            need(scratch, 0, n, what);
            left -= n;
        }
    }

    CaptureException failure(String what) {
        return failure(what, null);
    }

    private CaptureException failure(String what, Throwable cause) {
        return new CaptureException(file, offset, compressed, packet, what, cause);
    }
}

package io.rxpath.lab.capture;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * Reads classic pcap (micro- and nanosecond stamps) and pcapng, both byte orders, plain or gzip'd; the content
 * decides, never the name. The file is read once from front to back, packet by packet; what is kept is bounded.
 * Sources: draft-ietf-opsawg-pcap, draft-ietf-opsawg-pcapng.
 */
public final class CaptureReader {
    private static final int STREAM_BUFFER_BYTES = 1 << 16;
    private static final long MAX_BYTES = 1L << 30;
    private static final int MAGIC_BYTES = 4;

    private CaptureReader() {
    }

    /**
     * Reads a whole capture, keeping at most 1 GiB of datagrams or half of the heap, whichever is less.
     *
     * @throws CaptureException where the file is missing, unreadable, no capture, damaged or truncated; nothing
     *     of it can then be used
     */
    public static Capture read(Path file) {
        return read(file, Math.min(MAX_BYTES, Runtime.getRuntime().maxMemory() / 2));
    }

    /**
     * As {@link #read(Path)} with another bound.
     *
     * @param maxBytes how much memory the datagrams may take, payloads and columns together
     */
    public static Capture read(Path file, long maxBytes) {
        try (InputStream raw = new BufferedInputStream(open(file), STREAM_BUFFER_BYTES)) {
            raw.mark(2);
            boolean compressed = raw.read() == 0x1F && raw.read() == 0x8B;
            raw.reset();
            if (!compressed) {
                return read(file, raw, false, maxBytes);
            }
            try (InputStream inflated = new GZIPInputStream(raw, STREAM_BUFFER_BYTES)) {
                return read(file, inflated, true, maxBytes);
            }
        } catch (IOException e) {
            String why = e.getMessage() == null ? "it ends early" : e.getMessage();
            throw new CaptureException(file, 0, false, 0,
                    "the file cannot be read (" + why + "); name a pcap or pcapng file, plain or gzip'd", e);
        }
    }

    private static Capture read(Path file, InputStream in, boolean compressed, long maxBytes) {
        CaptureInput input = new CaptureInput(file, in, compressed);
        CaptureBuilder builder = new CaptureBuilder(input, maxBytes);
        byte[] magic = new byte[MAGIC_BYTES];
        input.need(magic, 0, MAGIC_BYTES, "the file's first word");
        if (ByteBuffer.wrap(magic).getInt() == PcapngFormat.SECTION_HEADER) {
            new PcapngFormat(input, builder).read();
        } else {
            ByteOrder order = ClassicFormat.byteOrder(magic);
            if (order == null) {
                throw input.failure("this is no capture: the first bytes are neither pcap's nor pcapng's"
                        + " (nor gzip's); name a file that tcpdump or Wireshark wrote");
            }
            new ClassicFormat(input, builder, order, magic).read();
        }
        return builder.build(file);
    }

    private static InputStream open(Path file) throws IOException {
        try {
            if (Files.isDirectory(file)) {
                throw new IOException("it is a folder");
            }
            return Files.newInputStream(file);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no such file", e);
        } catch (AccessDeniedException e) {
            throw new IOException("this user may not read it", e);
        }
    }
}

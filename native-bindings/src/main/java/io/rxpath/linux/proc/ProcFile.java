package io.rxpath.linux.proc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Small files of {@code /proc} and {@code /sys} as text, off the hot path. They say that they are empty, so that
 * {@link Files#readString} first asks for a single byte, and a number in {@code /proc/sys} answers only one reading:
 * of 950000 it would give 9. This asks for all at once.
 */
public final class ProcFile {
    private static final int FIRST_BYTES = 64 * 1024;

    private ProcFile() {
    }

    /** The file's whole text. */
    public static String read(Path file) throws IOException {
        byte[] bytes = new byte[FIRST_BYTES];
        int length = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(bytes); count > 0; count = in.read(bytes, length,
                    bytes.length - length)) {
                length += count;
                if (length == bytes.length) {
                    bytes = Arrays.copyOf(bytes, 2 * length);
                }
            }
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}

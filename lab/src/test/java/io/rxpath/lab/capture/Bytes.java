package io.rxpath.lab.capture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Bytes written one number after the other, in a chosen byte order. */
final class Bytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteOrder order;

    Bytes(ByteOrder order) {
        this.order = order;
    }

    /** In network order. */
    static Bytes network() {
        return new Bytes(ByteOrder.BIG_ENDIAN);
    }

    Bytes u8(int... values) {
        for (int value : values) {
            out.write(value);
        }
        return this;
    }

    Bytes u16(int value) {
        return number(value, 2);
    }

    Bytes u32(long value) {
        return number(value, 4);
    }

    Bytes u64(long value) {
        return number(value, 8);
    }

    Bytes raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    Bytes zeros(int count) {
        return raw(new byte[count]);
    }

    int size() {
        return out.size();
    }

    byte[] toArray() {
        return out.toByteArray();
    }

    private Bytes number(long value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            int shift = 8 * (order == ByteOrder.LITTLE_ENDIAN ? i : bytes - 1 - i);
            out.write((int) (value >>> shift));
        }
        return this;
    }

    static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    static Path file(Path folder, String name, byte[] content) {
        try {
            return Files.write(folder.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

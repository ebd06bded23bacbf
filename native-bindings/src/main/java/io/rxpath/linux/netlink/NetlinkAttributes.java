package io.rxpath.linux.netlink;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/**
 * Walks the attributes of one netlink message: a cursor that starts before the first. Whatever the bytes are, it
 * ends, and it reads nothing outside them; a broken attribute ends the walk and sets {@link #malformed()}.
 *
 * <pre>
 * struct nlattr {                 offset
 *     __u16 nla_len;                0    with this header, without padding
 *     __u16 nla_type;               2    bit 15 nested, bit 14 network byte order
 * };                                4    then the value, then padding to 4
 * </pre>
 *
 * Source: include/uapi/linux/netlink.h.
 */
final class NetlinkAttributes {
    static final int HEADER_BYTES = 4;
    private static final int TYPE_MASK = 0x3fff;

    private final MemorySegment bytes;
    private long next;
    private long value;
    private int length;
    private int type;
    private boolean malformed;

    /** Walks {@code bytes}, which hold attributes and nothing else. */
    NetlinkAttributes(MemorySegment bytes) {
        this.bytes = bytes;
    }

    /** Moves to the next attribute; false after the last or at a broken one. */
    boolean next() {
        long left = bytes.byteSize() - next;
        if (malformed || left <= 0) {
            return false;
        }
        int size = left < HEADER_BYTES ? 0 : bytes.get(JAVA_SHORT_UNALIGNED, next) & 0xffff;
        if (size < HEADER_BYTES || size > left) {
            malformed = true;
            return false;
        }
        type = bytes.get(JAVA_SHORT_UNALIGNED, next + 2) & TYPE_MASK;
        value = next + HEADER_BYTES;
        length = size - HEADER_BYTES;
        next += aligned(size);
        return true;
    }

    /** Whether the walk ended at bytes that are no attribute. */
    boolean malformed() {
        return malformed;
    }

    /** The attribute's type without its flags. */
    int type() {
        return type;
    }

    /** The value's length in bytes. */
    int length() {
        return length;
    }

    /** The value as an unsigned number of 1, 2, 4 or 8 bytes; 0 for another length. */
    long unsigned() {
        return switch (length) {
            case 1 -> bytes.get(JAVA_BYTE, value) & 0xffL;
            case 2 -> bytes.get(JAVA_SHORT_UNALIGNED, value) & 0xffffL;
            case 4 -> bytes.get(JAVA_INT_UNALIGNED, value) & 0xffffffffL;
            case 8 -> bytes.get(JAVA_LONG_UNALIGNED, value);
            default -> 0;
        };
    }

    /** The value as text up to its first NUL byte. */
    String string() {
        byte[] text = bytes.asSlice(value, length).toArray(JAVA_BYTE);
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        return new String(text, 0, end, StandardCharsets.UTF_8);
    }

    /** The attributes inside the value. */
    NetlinkAttributes nested() {
        return new NetlinkAttributes(bytes.asSlice(value, length));
    }

    /** {@code size} rounded up to netlink's alignment of four bytes. */
    static int aligned(int size) {
        return size + 3 & ~3;
    }
}

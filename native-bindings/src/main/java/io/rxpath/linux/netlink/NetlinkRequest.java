package io.rxpath.linux.netlink;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/**
 * One generic netlink request under construction.
 *
 * <pre>
 * struct nlmsghdr {               offset
 *     __u32 nlmsg_len;              0    with this header
 *     __u16 nlmsg_type;             4    the family's number
 *     __u16 nlmsg_flags;            6
 *     __u32 nlmsg_seq;              8
 *     __u32 nlmsg_pid;             12    0: the kernel fills in
 * };                               16
 * struct genlmsghdr {
 *     __u8  cmd;                   16
 *     __u8  version;               17
 *     __u16 reserved;              18
 * };                               20    then attributes
 * </pre>
 *
 * Source: include/uapi/linux/netlink.h, genetlink.h.
 */
final class NetlinkRequest {
    static final int NLM_F_REQUEST = 1;
    static final int NLM_F_ACK = 4;
    static final int NLM_F_DUMP = 0x300;
    private static final int ATTRIBUTES = 20;
    private static final int CAPACITY = 512;

    private final String name;
    private final boolean dump;
    private final MemorySegment bytes;
    private int length = ATTRIBUTES;

    /**
     * Begins a request.
     *
     * @param arena where it lives
     * @param name what an exception calls it, with its arguments
     * @param family the family's number
     * @param command the command within the family
     * @param dump whether it asks for a list, answered by several messages
     */
    NetlinkRequest(Arena arena, String name, int family, int command, boolean dump) {
        this.name = name;
        this.dump = dump;
        this.bytes = arena.allocate(CAPACITY, 8);
        bytes.set(JAVA_SHORT, 4, (short) family);
        bytes.set(JAVA_SHORT, 6, (short) (NLM_F_REQUEST | (dump ? NLM_F_DUMP : NLM_F_ACK)));
        bytes.set(JAVA_BYTE, 16, (byte) command);
        bytes.set(JAVA_BYTE, 17, (byte) 1);
    }

    /** Adds an attribute of four bytes. */
    NetlinkRequest u32(int type, long value) {
        attribute(type, 4);
        bytes.set(JAVA_INT, length - 4, (int) value);
        return this;
    }

    /** Adds a {@code uint}: four bytes where the value fits, else eight. */
    NetlinkRequest uint(int type, long value) {
        if (value >>> 32 == 0) {
            return u32(type, value);
        }
        attribute(type, 8);
        // Attributes are aligned to four bytes only.
        bytes.set(JAVA_INT, length - 8, (int) value);
        bytes.set(JAVA_INT, length - 4, (int) (value >>> 32));
        return this;
    }

    /** Adds a NUL-terminated string. */
    NetlinkRequest string(int type, String value) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        int start = length + NetlinkAttributes.HEADER_BYTES;
        attribute(type, text.length + 1);
        MemorySegment.copy(text, 0, bytes, JAVA_BYTE, start, text.length);
        return this;
    }

    /** The finished message with its sequence number. */
    MemorySegment finish(int sequence) {
        bytes.set(JAVA_INT, 0, length);
        bytes.set(JAVA_INT, 8, sequence);
        return bytes.asSlice(0, length);
    }

    String name() {
        return name;
    }

    boolean dump() {
        return dump;
    }

    private void attribute(int type, int valueBytes) {
        int size = NetlinkAttributes.HEADER_BYTES + valueBytes;
        int end = length + NetlinkAttributes.aligned(size);
        if (end > CAPACITY) {
            throw new IllegalArgumentException(name + ": more than " + CAPACITY + " bytes");
        }
        bytes.set(JAVA_SHORT, length, (short) size);
        bytes.set(JAVA_SHORT, length + 2, (short) type);
        length = end;
    }
}

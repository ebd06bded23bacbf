package io.rxpath.linux.netlink;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;

/**
 * Walks the messages of one datagram from a netlink socket: a cursor that starts before the first. Whatever the
 * bytes are, it ends and reads nothing outside them. The header is in {@link NetlinkRequest}.
 *
 * <pre>
 * struct nlmsgerr {               offset from the end of the header
 *     int error;                    0    -errno, or 0 to acknowledge; after a list, in NLMSG_DONE too
 *     struct nlmsghdr msg;          4    the request's header; with NLM_F_CAPPED without the request's payload
 * };                               20    then attributes, if NLM_F_ACK_TLVS
 * </pre>
 */
final class NetlinkReply {
    static final int NLMSG_ERROR = 2;
    static final int NLMSG_DONE = 3;
    private static final int NLM_F_DUMP_INTR = 0x10;
    private static final int NLM_F_CAPPED = 0x100;
    private static final int NLM_F_ACK_TLVS = 0x200;
    private static final int HEADER_BYTES = 16;
    private static final int GENERIC_HEADER_BYTES = 4;
    private static final int ERROR_BYTES = 20;
    private static final int NLMSGERR_ATTR_MSG = 1;

    private final MemorySegment bytes;
    private long at = -1;
    private int length;

    /** Walks {@code bytes}, one received datagram. */
    NetlinkReply(MemorySegment bytes) {
        this.bytes = bytes;
    }

    /** Moves to the next message; false after the last or at a broken one. */
    boolean next() {
        long start = at < 0 ? 0 : at + NetlinkAttributes.aligned(length);
        long left = bytes.byteSize() - start;
        if (left < HEADER_BYTES) {
            return false;
        }
        int size = bytes.get(JAVA_INT_UNALIGNED, start);
        if (size < HEADER_BYTES || size > left) {
            return false;
        }
        at = start;
        length = size;
        return true;
    }

    int type() {
        return bytes.get(JAVA_SHORT_UNALIGNED, at + 4) & 0xffff;
    }

    int sequence() {
        return bytes.get(JAVA_INT_UNALIGNED, at + 8);
    }

    /** Whether a list changed while it was told, so that it must be asked for again. */
    boolean interrupted() {
        return (flags() & NLM_F_DUMP_INTR) != 0;
    }

    /** The result that an error, an acknowledgement or the end of a list carries: {@code -errno} or 0. */
    int result() {
        return length < HEADER_BYTES + 4 ? 0 : bytes.get(JAVA_INT_UNALIGNED, at + HEADER_BYTES);
    }

    /** The kernel's own words beside an error; empty where it has none. */
    String explanation() {
        if ((flags() & NLM_F_ACK_TLVS) == 0 || type() != NLMSG_ERROR || length < HEADER_BYTES + ERROR_BYTES) {
            return "";
        }
        long skip = ERROR_BYTES;
        if ((flags() & NLM_F_CAPPED) == 0) {
            long request = bytes.get(JAVA_INT_UNALIGNED, at + HEADER_BYTES + 4) & 0xffffffffL;
            skip = 4 + (request + 3 & ~3L);
        }
        NetlinkAttributes attributes = attributesAfter(skip);
        while (attributes.next()) {
            if (attributes.type() == NLMSGERR_ATTR_MSG) {
                return attributes.string();
            }
        }
        return "";
    }

    /** The attributes of a generic netlink message. */
    NetlinkAttributes attributes() {
        return attributesAfter(GENERIC_HEADER_BYTES);
    }

    private NetlinkAttributes attributesAfter(long skip) {
        long size = Math.max(0, length - HEADER_BYTES - skip);
        return new NetlinkAttributes(bytes.asSlice(at + length - size, size));
    }

    private int flags() {
        return bytes.get(JAVA_SHORT_UNALIGNED, at + 6) & 0xffff;
    }
}

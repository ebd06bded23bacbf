package io.rxpath.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;

/**
 * What the kernel said beside one received message: its stamps and the socket's overflow count (cmsg(3),
 * Documentation/networking/timestamping.rst). {@link #parse} begins from nothing each time, so that a message without
 * a stamp never shows the stamp of the one before it.
 *
 * <pre>
 * struct cmsghdr {
 *     size_t cmsg_len;              header and data
 *     int    cmsg_level;            SOL_SOCKET
 *     int    cmsg_type;             the data follows, aligned to 8
 * };
 * struct scm_timestamping64 {       SO_TIMESTAMPING_NEW
 *     struct __kernel_timespec ts[3];
 * };
 * struct __kernel_timespec {
 *     __kernel_time64_t tv_sec;
 *     long long         tv_nsec;
 * };
 * struct scm_ts_pktinfo {           SCM_TIMESTAMPING_PKTINFO
 *     __u32 if_index;
 *     __u32 pkt_length;
 *     __u32 reserved[2];
 * };
 * </pre>
 *
 * <p>Belongs to the thread that owns the vector. Data that is cut off or makes no sense is passed over.
 */
public final class ControlMessages {
    private static final long HEADER_BYTES = 16;
    private static final long CMSG_LEVEL = 8;
    private static final long CMSG_TYPE = 12;
    private static final long TIMESPEC_BYTES = 16;
    private static final long TV_NSEC = 8;
    private static final long STAMPS_END = HEADER_BYTES + 3 * TIMESPEC_BYTES;
    private static final long PACKET_INFO_END = HEADER_BYTES + 16;
    private static final long OVERFLOW_END = HEADER_BYTES + 4;
    private static final long SECOND_NS = 1_000_000_000;

    private final MessageVector messages;
    private final MemorySegment memory;
    private long softwareStampNs;
    private long hardwareStampNs;
    private int hardwareInterface;
    private long overflow = -1;

    /** Creates a cursor over the messages of {@code messages}. */
    public ControlMessages(MessageVector messages) {
        this.messages = messages;
        memory = messages.headers();
    }

    /** Reads the control data of message {@code i}, below what the last receive call returned. */
    public void parse(int i) {
        parse(messages.controlOffset(i), messages.controlLength(i));
    }

    /** Reads {@code length} bytes of control data, taken as at most the room that a message has for it. */
    void parse(long offset, long length) {
        softwareStampNs = 0;
        hardwareStampNs = 0;
        hardwareInterface = 0;
        overflow = -1;
        long end = offset + Math.min(length, MessageVector.CONTROL_BYTES);
        long at = offset;
        while (end - at >= HEADER_BYTES) {
            long bytes = memory.get(JAVA_LONG, at);
            if (bytes < HEADER_BYTES || bytes > end - at) {
                return;
            }
            if (memory.get(JAVA_INT, at + CMSG_LEVEL) == SocketOptions.SOL_SOCKET) {
                take(memory.get(JAVA_INT, at + CMSG_TYPE), at, bytes);
            }
            at += bytes + 7 & -8;
        }
    }

    private void take(int type, long at, long bytes) {
        if (type == SocketOptions.SO_TIMESTAMPING_NEW && bytes >= STAMPS_END) {
            softwareStampNs = stamp(at + HEADER_BYTES);
            hardwareStampNs = stamp(at + HEADER_BYTES + 2 * TIMESPEC_BYTES);
        } else if (type == SocketOptions.SO_RXQ_OVFL && bytes >= OVERFLOW_END) {
            overflow = memory.get(JAVA_INT, at + HEADER_BYTES) & 0xffff_ffffL;
        } else if (type == SocketOptions.SCM_TIMESTAMPING_PKTINFO && bytes >= PACKET_INFO_END) {
            hardwareInterface = memory.get(JAVA_INT, at + HEADER_BYTES);
        }
    }

    private long stamp(long at) {
        long seconds = memory.get(JAVA_LONG, at);
        long nanos = memory.get(JAVA_LONG, at + TV_NSEC);
        boolean sane = seconds >= 0 && seconds < Long.MAX_VALUE / SECOND_NS && nanos >= 0
                && nanos < SECOND_NS;
        return sane ? seconds * SECOND_NS + nanos : 0;
    }

    /** The kernel's stamp in nanoseconds of CLOCK_REALTIME, or 0 where the message has none. */
    public long softwareStampNs() {
        return softwareStampNs;
    }

    /** The device's stamp in nanoseconds of its own clock (PHC), or 0 where the message has none. */
    public long hardwareStampNs() {
        return hardwareStampNs;
    }

    /** Index of the device that made the hardware stamp, or 0 where the kernel did not say. */
    public int hardwareInterface() {
        return hardwareInterface;
    }

    /**
     * Datagrams that the socket dropped since it was opened, modulo 2^32 (SO_RXQ_OVFL); -1 where the kernel said
     * nothing, which it does while there were none.
     */
    public long overflow() {
        return overflow;
    }
}

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
    private static final long TIMESPEC_BYTES = 16;
    private static final long TV_NSEC = 8;
    private static final long STAMPS_END = HEADER_BYTES + 3 * TIMESPEC_BYTES;
    private static final long PACKET_INFO_END = HEADER_BYTES + 16;
    private static final long OVERFLOW_END = HEADER_BYTES + 4;
    private static final long SECOND_NS = 1_000_000_000;
    private static final long NOWHERE = -1;
    private static final long STAMPS = ofSocket(SocketOptions.SO_TIMESTAMPING_NEW);
    private static final long OVERFLOW = ofSocket(SocketOptions.SO_RXQ_OVFL);
    private static final long PACKET_INFO = ofSocket(SocketOptions.SCM_TIMESTAMPING_PKTINFO);

    private final MessageVector messages;
    private final MemorySegment memory;
    private long softwareStampNs;
    /** Where the stamps of the message are; {@link #NOWHERE} where it has none. */
    private long stampsAt = NOWHERE;
    private int hardwareInterface;
    private long overflow = -1;

    /** Creates a cursor over the messages of {@code messages}. */
    public ControlMessages(MessageVector messages) {
        this.messages = messages;
        memory = messages.headers();
    }

    /** cmsg_level SOL_SOCKET and cmsg_type as the one little-endian word that they are. */
    private static long ofSocket(int type) {
        return (long) type << 32 | SocketOptions.SOL_SOCKET;
    }

    /** Reads the control data of message {@code i}, below what the last receive call returned. */
    public void parse(int i) {
        parse(messages.controlOffset(i), messages.controlLength(i));
    }

    /** Reads {@code length} bytes of control data, taken as at most the room that a message has for it. */
    void parse(long offset, long length) {
        softwareStampNs = 0;
        stampsAt = NOWHERE;
        hardwareInterface = 0;
        overflow = -1;
        long end = offset + Math.min(length, MessageVector.CONTROL_BYTES);
        long at = offset;
        while (end - at >= HEADER_BYTES) {
            long bytes = memory.get(JAVA_LONG, at);
            if (bytes < HEADER_BYTES || bytes > end - at) {
                return;
            }
            take(memory.get(JAVA_LONG, at + CMSG_LEVEL), at, bytes);
            at += bytes + 7 & -8;
        }
    }

    private void take(long levelAndType, long at, long bytes) {
        if (levelAndType == STAMPS && bytes >= STAMPS_END) {
            softwareStampNs = stamp(at + HEADER_BYTES);
            stampsAt = at + HEADER_BYTES;
        } else if (levelAndType == OVERFLOW && bytes >= OVERFLOW_END) {
            overflow = memory.get(JAVA_INT, at + HEADER_BYTES) & 0xffff_ffffL;
        } else if (levelAndType == PACKET_INFO && bytes >= PACKET_INFO_END) {
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

    /**
     * The device's stamp in nanoseconds of its own clock (PHC), or 0 where the message has none; read when it is asked
     * for, so before the next receive call.
     */
    public long hardwareStampNs() {
        return stampsAt == NOWHERE ? 0 : stamp(stampsAt + 2 * TIMESPEC_BYTES);
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

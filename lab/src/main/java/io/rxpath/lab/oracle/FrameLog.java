package io.rxpath.lab.oracle;

/**
 * The feed's frames as the devices received them, in the order of receipt, each with what the trace says of it. A frame
 * of the feed is IPv4 and long enough for a UDP datagram with the sender's trailer; ARP, IGMP and other short frames
 * are told apart by that.
 */
final class FrameLog {
    /** Headers of IPv4 and UDP. */
    static final int HEADER_BYTES = 28;
    /** The shortest frame of the feed: headers and the sender's trailer. */
    static final int SHORTEST_BYTES = HEADER_BYTES + 24;
    static final int IPV4 = 0x0800;
    /** {@link #lastOwnEmptyPollNs}, {@link #acceptedNs}: there is none. */
    static final long NONE = Long.MIN_VALUE;

    private static final int DROPPED = 1;
    private static final int TIMER = 2;
    private static final int POLL_SEEN = 4;
    private static final int CONTRADICTED = 8;

    private final Trace trace;
    private final IntColumn records = new IntColumn();
    private final LongColumn acceptedNs = new LongColumn();
    private final LongColumn ownEmptyPollNs = new LongColumn();
    private final LongColumn ownEmptyPollBeforeNs = new LongColumn();
    private final IntColumn bits = new IntColumn();

    FrameLog(Trace trace) {
        this.trace = trace;
        new FrameReader(trace, this).readAll();
    }

    int size() {
        return records.size();
    }

    /** Index of the frame's GRO_RECEIVE in the trace. */
    int record(int frame) {
        return records.get(frame);
    }

    int device(int frame) {
        return trace.device(record(frame));
    }

    long timeNs(int frame) {
        return trace.timeNs(record(frame));
    }

    /** Bytes of the datagram in the frame. */
    int datagramBytes(int frame) {
        return trace.a(record(frame)) - HEADER_BYTES;
    }

    /** When the protocols took the frame, or {@link #NONE}. The stamp is taken before that. */
    long acceptedNs(int frame) {
        return acceptedNs.get(frame);
    }

    /** Whether it was freed on its way to the socket. */
    boolean dropped(int frame) {
        return (bits.get(frame) & DROPPED) != 0;
    }

    /** When our thread last polled the device to the end before this frame's own poll, or {@link #NONE}. */
    long lastOwnEmptyPollNs(int frame) {
        return ownEmptyPollNs.get(frame);
    }

    /** When the poll before {@link #lastOwnEmptyPollNs} did, or {@link #NONE}. */
    long ownEmptyPollBeforeNs(int frame) {
        return ownEmptyPollBeforeNs.get(frame);
    }

    /** Whether the NAPI's timer raised the softirq that took it. */
    boolean byTimer(int frame) {
        return (bits.get(frame) & TIMER) != 0;
    }

    /** Whether the end of the poll that took it was recorded, or no poll took it: a device without GRO makes none. */
    boolean pollSeen(int frame) {
        return (bits.get(frame) & POLL_SEEN) != 0 || viaBacklog(frame);
    }

    /** Whether the device handed it to the backlog, so that its first record is of after its stamp. */
    boolean viaBacklog(int frame) {
        return acceptedNs(frame) == timeNs(frame);
    }

    /** Whether the record of the poll contradicts that of the frame. */
    boolean contradicted(int frame) {
        return (bits.get(frame) & CONTRADICTED) != 0;
    }

    int add(int record, long lastOwnEmptyPollNs, long beforeNs, boolean byTimer) {
        records.add(record);
        acceptedNs.add(NONE);
        ownEmptyPollNs.add(lastOwnEmptyPollNs);
        ownEmptyPollBeforeNs.add(beforeNs);
        bits.add(byTimer ? TIMER : 0);
        return records.size() - 1;
    }

    void accepted(int frame, long timeNs) {
        acceptedNs.set(frame, timeNs);
    }

    void markDropped(int frame) {
        bits.or(frame, DROPPED);
    }

    void polled(int frame, boolean consented) {
        bits.or(frame, POLL_SEEN | (consented ? 0 : CONTRADICTED));
    }
}

package io.rxpath.poller;

import io.rxpath.linux.Clocks;

/**
 * How CLOCK_REALTIME stands to CLOCK_MONOTONIC, from paired readings, with the bound of their error. Packets are
 * stamped in the one, the kernel's records of switches and deliveries are in the other. Owned by one thread; never
 * allocates.
 */
public final class ClockRelation {
    /** Between two readings a clock that is only slewed gains or loses at most this share of the time (adjtimex(2)). */
    static final long SLEW_SHARE = 1_000;
    private static final long STEP_FLOOR_NS = 2_000;
    /** Two readings of a thread that was not interrupted between them. */
    private static final long TOGETHER_NS = 5_000;
    private static final int TRIES = 3;

    private final Clocks clocks;
    private long offsetNs;
    private long boundNs;
    private long readAtNs;
    private long steps;

    /** Reads both clocks for the first time. */
    public ClockRelation(Clocks clocks) {
        this.clocks = clocks;
        read();
    }

    /**
     * Reads both clocks anew.
     *
     * @return whether the realtime clock has been set since the last reading, not only slewed
     */
    public boolean refresh() {
        long oldOffsetNs = offsetNs;
        long oldReadAtNs = readAtNs;
        long allowedNs = boundNs + STEP_FLOOR_NS;
        read();
        allowedNs += boundNs + (readAtNs - oldReadAtNs) / SLEW_SHARE;
        boolean stepped = Math.abs(offsetNs - oldOffsetNs) > allowedNs;
        if (stepped) {
            steps++;
        }
        return stepped;
    }

    /**
     * Whether two readings, the realtime first, go together as the last paired readings did. If not, the thread was
     * interrupted between them or the realtime clock has been set: {@link #refresh} tells which.
     */
    boolean agrees(long realNs, long monotonicNs) {
        return Math.abs(realNs - realtimeNs(monotonicNs)) <= TOGETHER_NS + boundNs;
    }

    /** Keeps the reading that was interrupted least. */
    private void read() {
        boundNs = Long.MAX_VALUE;
        for (int i = 0; i < TRIES; i++) {
            long before = clocks.monotonicNs();
            long real = clocks.realtimeNs();
            long after = clocks.monotonicNs();
            if (after - before < boundNs) {
                boundNs = after - before;
                readAtNs = before + boundNs / 2;
                offsetNs = real - readAtNs;
            }
        }
    }

    /** The realtime of a monotonic reading taken lately, off by at most {@link #boundNs}. */
    public long realtimeNs(long monotonicNs) {
        return monotonicNs + offsetNs;
    }

    /** The monotonic time of a realtime reading taken lately; the other way round. */
    public long monotonicNs(long realtimeNs) {
        return realtimeNs - offsetNs;
    }

    /** The realtime of the last reading. */
    public long readAtRealtimeNs() {
        return readAtNs + offsetNs;
    }

    /** How far apart the two readings were at most, ns. */
    public long boundNs() {
        return boundNs;
    }

    /** How often the realtime clock was seen to have been set. */
    public long steps() {
        return steps;
    }
}

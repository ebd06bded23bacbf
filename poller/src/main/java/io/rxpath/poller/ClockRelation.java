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
    /** A clock set by more shows in its next reading; what it is set by less is found when both are read again. */
    private static final long AGREED_NS = 20_000;
    private static final int TRIES = 3;

    private final Clocks clocks;
    private long offsetNs;
    private long boundNs;
    private long readAtNs;
    private long agreedNs;
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
            agreedNs = 0;
        }
        return stepped;
    }

    /**
     * Whether a reading of the realtime clock goes together with the other clock's as the last paired readings did. If
     * not, the thread was interrupted between them or the realtime clock has been set: {@link #refresh} tells which. The
     * other clock is read only where both have not been found to agree just before: a turn has little time.
     *
     * @param realNs read just now
     */
    boolean agrees(long realNs) {
        long sinceNs = realNs - agreedNs;
        if (sinceNs >= 0 && sinceNs < AGREED_NS) {
            return true;
        }
        boolean agree = Math.abs(realNs - realtimeNs(clocks.monotonicNs())) <= TOGETHER_NS + boundNs;
        agreedNs = agree ? realNs : agreedNs;
        return agree;
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

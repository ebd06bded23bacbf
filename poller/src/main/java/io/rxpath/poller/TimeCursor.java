package io.rxpath.poller;

import io.rxpath.linux.perf.TracepointRing;

/**
 * Walks along the times at which one tracepoint was passed on one CPU and keeps the last two, CLOCK_REALTIME ns. Owned
 * by the poll thread; never allocates.
 */
final class TimeCursor {
    private static final long NONE = Long.MAX_VALUE;

    private final TracepointRing ring;
    private long nextNs = NONE;
    private long lastNs;
    private long previousNs;

    TimeCursor(TracepointRing ring) {
        this.ring = ring;
    }

    int cpu() {
        return ring.cpu();
    }

    /**
     * Goes on to the last time at or before {@code untilNs}; never back. Where some were lost it begins anew with those to
     * come: the kernel may be asked then, a system call.
     */
    void advance(long untilNs, ClockRelation clocks) {
        if (nextNs == NONE) {
            nextNs = fetch(clocks);
        }
        while (nextNs <= untilNs) {
            previousNs = lastNs;
            lastNs = nextNs;
            nextNs = fetch(clocks);
        }
        if (ring.mayHaveLost()) {
            while (nextNs != NONE) {
                nextNs = fetch(clocks);
            }
            ring.lostNow();
            previousNs = 0;
            lastNs = 0;
        }
    }

    private long fetch(ClockRelation clocks) {
        return ring.next() ? clocks.realtimeNs(ring.timeNs()) : NONE;
    }

    /** The last time reached that is not after {@code atNs}; 0 where it is not kept. */
    long atMost(long atNs) {
        return lastNs <= atNs ? lastNs : previousNs <= atNs ? previousNs : 0;
    }

    /** The time before the last one reached; 0 where there is none. */
    long previousNs() {
        return previousNs;
    }
}

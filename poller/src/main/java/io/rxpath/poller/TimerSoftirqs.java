package io.rxpath.poller;

import io.rxpath.linux.perf.LatestPassings;

/**
 * Tells on one CPU which network softirqs a NAPI's timer raised: those before which it ran out since the softirq before,
 * unless our own thread held the NAPI then, which leaves the timer nothing to raise (net/core/dev.c, napi_watchdog).
 * Owned by the poll thread; never allocates.
 */
final class TimerSoftirqs {
    /** A delivery is in its ring at once; older softirqs are not asked for any more. */
    private static final long SETTLED_NS = 100_000;

    private final TimeCursor expiries;
    private final TimeCursor softirqs;
    private final LatestPassings polls;

    /**
     * Reads two rings of one CPU.
     *
     * @param polls of our thread, those that left the ring empty
     */
    TimerSoftirqs(TimeCursor expiries, TimeCursor softirqs, LatestPassings polls) {
        this.expiries = expiries;
        this.softirqs = softirqs;
        this.polls = polls;
    }

    int cpu() {
        return softirqs.cpu();
    }

    /** Whether the softirq that made the delivery at {@code atNs} was the timer's; times are asked for in their order. */
    boolean raised(long atNs, ClockRelation clocks) {
        softirqs.advance(atNs, clocks);
        long begunNs = softirqs.atMost(atNs);
        if (begunNs == 0) {
            return false;
        }
        expiries.advance(begunNs, clocks);
        long expiredNs = expiries.atMost(begunNs);
        return expiredNs > softirqs.previousNs() && expiredNs != 0
                && clocks.realtimeNs(polls.newestBefore(clocks.monotonicNs(begunNs))) <= expiredNs;
    }

    /** Lets go of what nobody will ask for: a full ring would lose what is to come. */
    void forget(long nowNs, ClockRelation clocks) {
        softirqs.advance(nowNs - SETTLED_NS, clocks);
        expiries.advance(nowNs - SETTLED_NS, clocks);
    }
}

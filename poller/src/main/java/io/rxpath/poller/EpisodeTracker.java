package io.rxpath.poller;

import io.rxpath.poller.PollCounters.Counter;

/**
 * Counts the opportunities to receive by busy poll and what became of them, and how much of the spin was useful. An
 * opportunity is an armed call that found the queue empty; it ends with packets or with its window.
 */
final class EpisodeTracker {
    private final PollCounters counters;
    private final long fastHitNs;

    /**
     * Creates the tracker.
     *
     * @param fastHitNs the most time of a hit's spin that counts as useful
     */
    EpisodeTracker(PollCounters counters, long fastHitNs) {
        this.counters = counters;
        this.fastHitNs = fastHitNs;
    }

    /**
     * Enters an armed call that found the queue empty.
     *
     * @param packets datagrams it returned
     * @param spinNs how long it polled, without the time the thread was off its CPU
     * @param expired whether its window ran out before a packet came
     * @param outcome who delivered the first packet; not read where there is none
     */
    void onOpportunity(int packets, long spinNs, boolean expired, BatchSink.Outcome outcome) {
        counters.add(Counter.OPPORTUNITIES, 1);
        if (expired || packets == 0) {
            counters.add(Counter.EXPIRED, 1);
            counters.add(Counter.SPIN_NS, spinNs);
            counters.add(Counter.WASTE_NS, spinNs);
            return;
        }
        switch (outcome) {
            case HIT -> {
                counters.add(Counter.HITS, 1);
                counters.add(Counter.HIT_PACKETS, packets);
                counters.add(Counter.SPIN_NS, spinNs);
                counters.add(Counter.WASTE_NS, Math.max(0, spinNs - fastHitNs));
            }
            case FALLBACK -> {
                counters.add(Counter.FALLBACKS, 1);
                counters.add(Counter.SPIN_NS, spinNs);
                counters.add(Counter.WASTE_NS, spinNs);
            }
            case UNDECIDED -> {
                counters.add(Counter.UNDECIDED, 1);
                counters.add(Counter.UNDECIDED_SPIN_NS, spinNs);
            }
        }
    }
}

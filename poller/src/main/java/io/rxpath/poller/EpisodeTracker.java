package io.rxpath.poller;

import io.rxpath.poller.PollCounters.Counter;

/**
 * Counts the opportunities to receive by busy poll and what became of them, and how much of the spin was useful. An
 * opportunity begins where a call that polls finds the queue empty; it ends with packets or with its window. A blocking
 * call is one; of a spinning engine all empty calls are one until their spin reaches the window, so that the ratios mean
 * the same for every engine.
 */
final class EpisodeTracker {
    private final PollCounters counters;
    private final long fastHitNs;
    private final boolean spinning;
    private final long windowNs;
    private long spunNs;

    /**
     * Creates the tracker.
     *
     * @param fastHitNs the most time of a hit's spin that counts as useful
     * @param spinning whether calls do not wait, so that many are one opportunity
     * @param windowNs how long an opportunity of such calls lasts at most
     */
    EpisodeTracker(PollCounters counters, long fastHitNs, boolean spinning, long windowNs) {
        this.counters = counters;
        this.fastHitNs = fastHitNs;
        this.spinning = spinning;
        this.windowNs = windowNs;
    }

    /**
     * Enters a call that polls where it finds no packet.
     *
     * @param packets datagrams it returned
     * @param foundEmpty whether the queue was empty at first
     * @param spinNs how long it polled, without the time the thread was off its CPU
     * @param expired whether its window ran out before a packet came
     * @param outcome who delivered the first packet; not read where there is none
     */
    void onCall(int packets, boolean foundEmpty, long spinNs, boolean expired, BatchSink.Outcome outcome) {
        if (!spinning) {
            if (foundEmpty) {
                onOpportunity(packets, spinNs, expired, outcome);
            }
            return;
        }
        boolean begun = spunNs > 0 || foundEmpty;
        spunNs += spinNs;
        if (begun && (packets > 0 || spunNs >= windowNs)) {
            onOpportunity(packets, spunNs, false, outcome);
            spunNs = 0;
        }
    }

    private void onOpportunity(int packets, long spinNs, boolean expired, BatchSink.Outcome outcome) {
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

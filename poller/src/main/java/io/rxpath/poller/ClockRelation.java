package io.rxpath.poller;

import io.rxpath.linux.Clocks;

/**
 * How CLOCK_REALTIME stands to CLOCK_MONOTONIC, from paired readings. Packets are stamped in the one, switches are
 * recorded in the other. Owned by one thread.
 */
final class ClockRelation {
    private static final int TRIES = 3;

    private final Clocks clocks;
    private long offsetNs;
    private long boundNs = Long.MAX_VALUE;

    ClockRelation(Clocks clocks) {
        this.clocks = clocks;
        refresh();
    }

    /** Reads both clocks anew and keeps the reading that was interrupted least. */
    void refresh() {
        boundNs = Long.MAX_VALUE;
        for (int i = 0; i < TRIES; i++) {
            long before = clocks.monotonicNs();
            long real = clocks.realtimeNs();
            long after = clocks.monotonicNs();
            if (after - before < boundNs) {
                boundNs = after - before;
                offsetNs = real - (before + (after - before) / 2);
            }
        }
    }

    /** The realtime of a monotonic reading taken lately, as exact as the best of the paired readings. */
    long realtimeNs(long monotonicNs) {
        return monotonicNs + offsetNs;
    }
}

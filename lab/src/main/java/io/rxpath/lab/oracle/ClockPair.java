package io.rxpath.lab.oracle;

import io.rxpath.linux.Clocks;

/**
 * Both clocks at one moment.
 *
 * @param monotonicNs CLOCK_MONOTONIC
 * @param realtimeNs CLOCK_REALTIME
 * @param boundNs how far the two may lie apart from the same moment, one way or the other
 */
public record ClockPair(long monotonicNs, long realtimeNs, long boundNs) {
    private static final int TRIES = 4_000;

    /** The tightest of many readings of the calling thread: monotonic, realtime, monotonic. */
    static ClockPair read(Clocks clocks) {
        ClockPair best = null;
        for (int i = 0; i < TRIES; i++) {
            long before = clocks.monotonicNs();
            long real = clocks.realtimeNs();
            long width = clocks.monotonicNs() - before;
            if (best == null || width < 2 * best.boundNs) {
                best = new ClockPair(before + width / 2, real, (width + 1) / 2);
            }
        }
        return best;
    }

    /** What the wall clock is ahead of the monotonic one. */
    long offsetNs() {
        return realtimeNs - monotonicNs;
    }
}

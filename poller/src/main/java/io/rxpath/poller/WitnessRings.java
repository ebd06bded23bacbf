package io.rxpath.poller;

import io.rxpath.linux.perf.LatestPassings;
import io.rxpath.linux.perf.TracepointRing;

/**
 * The kernel's rings that a {@link KernelWitness} reads.
 *
 * @param own deliveries of the poll thread outside softirq
 * @param others deliveries of everybody else, by event and CPU; empty but for the full level
 * @param timers expiries of the NAPI timers, one a CPU; may be empty
 * @param softirqs beginnings of network softirqs, one to each of {@code timers}
 * @param polls of the poll thread outside softirq that left the ring empty; null but for the full level
 */
record WitnessRings(TracepointRing[] own, TracepointRing[] others, TracepointRing[] timers,
        TracepointRing[] softirqs, LatestPassings polls) implements AutoCloseable {
    /** Unmaps them. */
    @Override
    public void close() {
        close(own);
        close(others);
        close(timers);
        close(softirqs);
        if (polls != null) {
            polls.close();
        }
    }

    private static void close(TracepointRing[] rings) {
        for (TracepointRing ring : rings) {
            ring.close();
        }
    }
}

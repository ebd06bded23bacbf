package io.rxpath.lab.truth.disturbance;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** Stops all Java threads every 20 ms for a dump of their stacks and locks. */
public final class SafepointPauses implements Disturbance {
    private static final long PAUSE_NS = 20_000_000;

    @Override
    public Running start(Stage stage) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        // Locks make it walk the whole heap at the safepoint.
        return new Repeating("safepoints", stage.otherCpu(), PAUSE_NS,
                () -> threads.dumpAllThreads(true, true));
    }
}

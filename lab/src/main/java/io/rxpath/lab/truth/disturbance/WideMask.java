package io.rxpath.lab.truth.disturbance;

import io.rxpath.linux.CpuAffinity;

/** Lets the poll thread run on both CPUs, while a load that comes and goes on its own makes the scheduler move it. */
public final class WideMask implements Disturbance {
    private static final long LOAD_NS = 15_000_000;
    private static final long PAUSE_NS = 15_000_000;

    @Override
    public Running start(Stage stage) {
        CpuAffinity.set(stage.pollTid(), stage.both());
        Running load = new Repeating("load", stage.receiverCpu(), PAUSE_NS, () -> Repeating.spin(LOAD_NS));
        return () -> {
            try {
                load.close();
            } finally {
                CpuAffinity.set(stage.pollTid(), stage.pinned());
            }
        };
    }
}

package io.rxpath.lab.truth.disturbance;

import io.rxpath.linux.CpuAffinity;

/** Moves the poll thread to the other CPU and back, every few milliseconds. */
public final class Migration implements Disturbance {
    private static final long STAY_NS = 4_000_000;

    @Override
    public Running start(Stage stage) {
        boolean[] away = {false};
        Running moving = new Repeating("migration", stage.otherCpu(), STAY_NS, () -> {
            away[0] = !away[0];
            CpuAffinity.set(stage.pollTid(), away[0] ? stage.elsewhere() : stage.pinned());
        });
        return () -> {
            try {
                moving.close();
            } finally {
                CpuAffinity.set(stage.pollTid(), stage.pinned());
            }
        };
    }
}

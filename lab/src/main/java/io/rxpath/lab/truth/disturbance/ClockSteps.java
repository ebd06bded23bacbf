package io.rxpath.lab.truth.disturbance;

/** Moves the receiver's realtime clock forwards and back by 3 ms, every 100 ms, through its seam. */
public final class ClockSteps implements Disturbance {
    private static final long STEP_NS = 3_000_000;
    private static final long PAUSE_NS = 100_000_000;

    @Override
    public Running start(Stage stage) {
        long[] shiftNs = {0};
        Running stepping = new Repeating("clock steps", stage.otherCpu(), PAUSE_NS, () -> {
            long step = shiftNs[0] == 0 ? STEP_NS : -STEP_NS;
            stage.clock().stepRealtimeNs(step);
            shiftNs[0] += step;
        });
        return () -> {
            try {
                stepping.close();
            } finally {
                stage.clock().stepRealtimeNs(-shiftNs[0]);
            }
        };
    }
}

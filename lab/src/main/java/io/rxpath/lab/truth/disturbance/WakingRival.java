package io.rxpath.lab.truth.disturbance;

/** A thread on the receiver's CPU that wakes every millisecond and works for 50 us. */
public final class WakingRival implements Disturbance {
    private static final long WORK_NS = 50_000;
    private static final long SLEEP_NS = 950_000;

    @Override
    public Running start(Stage stage) {
        return new Repeating("waker", stage.receiverCpu(), SLEEP_NS, () -> Repeating.spin(WORK_NS));
    }
}

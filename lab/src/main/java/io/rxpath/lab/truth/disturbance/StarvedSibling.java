package io.rxpath.lab.truth.disturbance;

/**
 * A thread of the same program on the receiver's CPU that has little to do, often, and waits for the CPU each time while
 * the receiver spins.
 */
public final class StarvedSibling implements Disturbance {
    private static final long WORK_NS = 20_000;
    private static final long SLEEP_NS = 4_000_000;

    @Override
    public Running start(Stage stage) {
        return new Repeating("sibling", stage.receiverCpu(), SLEEP_NS, () -> Repeating.spin(WORK_NS));
    }
}

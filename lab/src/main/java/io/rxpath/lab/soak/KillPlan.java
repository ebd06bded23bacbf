package io.rxpath.lab.soak;

import java.util.SplittableRandom;

import io.rxpath.lab.soak.KillMoment.When;

/** The moments at which receivers are killed, which follow from a seed: most while it receives, some at start and stop. */
final class KillPlan {
    private static final long MS = 1_000_000;
    private static final long RUN_NS = 500 * MS;
    private static final long STOP_NS = 12 * MS;
    /** Of ten kills. */
    private static final int AT_START = 2;
    private static final int AT_STOP = 2;

    private final SplittableRandom random;

    /** Begins with the first moment of a seed. */
    KillPlan(long seed) {
        random = new SplittableRandom(seed);
    }

    /**
     * The next moment.
     *
     * @param startNs how long a start takes here, about
     */
    KillMoment next(long startNs) {
        int kind = random.nextInt(10);
        double part = random.nextDouble();
        if (kind < AT_START) {
            return new KillMoment(When.START, (long) (part * startNs));
        }
        if (kind < AT_START + AT_STOP) {
            return new KillMoment(When.STOP, (long) (part * STOP_NS));
        }
        return new KillMoment(When.RUN, (long) (part * RUN_NS));
    }
}

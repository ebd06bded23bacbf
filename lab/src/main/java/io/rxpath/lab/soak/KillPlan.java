package io.rxpath.lab.soak;

import java.util.SplittableRandom;

import io.rxpath.lab.soak.KillMoment.When;

/** The moments at which receivers are killed, which follow from a seed: most while it receives, some at start and stop. */
final class KillPlan {
    private static final long MS = 1_000_000;
    private static final long RUN_NS = 500 * MS;
    private static final long STOP_NS = 12 * MS;
    private static final long MINUTE_MS = 60_000;
    /** How long before and after a full minute a file may end. */
    private static final long BEFORE_NS = 30 * MS;
    private static final long AROUND_NS = 100 * MS;
    /** How long a receiver may wait for it. */
    private static final long REACH_NS = 1_500 * MS;
    /** Of ten kills. */
    private static final int AT_START = 2;
    private static final int AT_STOP = 2;

    private final SplittableRandom random;

    /**
     * Begins with the first moment of a seed. A file of the drill's journal ends with each minute: kills are aimed at that
     * where it is near.
     */
    KillPlan(long seed) {
        random = new SplittableRandom(seed);
    }

    /**
     * The next moment.
     *
     * @param startNs how long a start takes here, about
     * @param nowMs the time of day, ms
     */
    KillMoment next(long startNs, long nowMs) {
        int kind = random.nextInt(10);
        double part = random.nextDouble();
        long leftNs = (MINUTE_MS - Math.floorMod(nowMs, MINUTE_MS)) * MS - startNs;
        if (leftNs > BEFORE_NS && leftNs < REACH_NS) {
            return new KillMoment(When.ROLL, (long) (part * AROUND_NS) - BEFORE_NS);
        }
        if (kind < AT_START) {
            return new KillMoment(When.START, (long) (part * startNs));
        }
        if (kind < AT_START + AT_STOP) {
            return new KillMoment(When.STOP, (long) (part * STOP_NS));
        }
        return new KillMoment(When.RUN, (long) (part * RUN_NS));
    }
}

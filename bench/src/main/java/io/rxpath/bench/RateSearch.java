package io.rxpath.bench;

/** Looks for the highest rate without loss: upward by half as much again, then by halves between held and lost. */
final class RateSearch {
    private static final double FIRST_PER_SECOND = 100_000;
    private static final double LEAST_PER_SECOND = 1_000;
    private static final double UPWARD = 1.5;
    /** Closer than that two rates are not told apart. */
    private static final double FINE = 1.03;
    /** A sender this far behind what it was asked for is at its own limit. */
    private static final double BEHIND = 0.95;
    /** A stall of the machine loses packets, too: it takes as many losses to call a rate too high. */
    private static final int TRIES = 2;

    private final Track track;
    private final double seconds;

    /** A search whose tries are {@code seconds} long. */
    RateSearch(Track track, double seconds) {
        this.track = track;
        this.seconds = seconds;
    }

    /** The rate of a contender. */
    Rate of(Contender contender) {
        double held = 0;
        double lost = Double.POSITIVE_INFINITY;
        double asked = FIRST_PER_SECOND;
        while (lost > held * FINE && asked >= LEAST_PER_SECOND) {
            double sent = sentWithoutLoss(contender, asked);
            if (sent == 0) {
                lost = asked;
            } else if (sent < asked * BEHIND) {
                return new Rate(Math.max(held, sent), true);
            } else {
                held = asked;
            }
            asked = lost == Double.POSITIVE_INFINITY ? held * UPWARD : (held + lost) / 2;
        }
        return new Rate(held, false);
    }

    /** How fast was sent, packets per second, while nothing was lost; 0 where something was each time. */
    private double sentWithoutLoss(Contender contender, double asked) {
        long gapNs = Math.round(1e9 / asked);
        Workload workload = new Workload(Traffic.steady(gapNs, gapNs), seconds, Deferral.OFF);
        for (int tries = 0; tries < TRIES; tries++) {
            Turn turn = track.run(contender, workload);
            if (turn.lost() == 0 && turn.sent().failed() == 0) {
                return turn.sentPerSecond();
            }
        }
        return 0;
    }
}

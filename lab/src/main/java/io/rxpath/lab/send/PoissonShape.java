package io.rxpath.lab.send;

import java.util.SplittableRandom;

/**
 * Datagrams that know nothing of each other: exponentially distributed gaps, one length, the streams in turn. Endless.
 */
public final class PoissonShape extends TurnShape {
    private static final long MAX_MEAN_NS = 60_000_000_000L;

    private final long meanGapNs;
    private final SplittableRandom random;
    /** Fractions of a ns are kept: cut off at each gap they would make the feed faster than its mean. */
    private double dueNs = -1;

    /**
     * Creates the feed; its first datagram is due at 0.
     *
     * @param meanGapNs the mean time between two datagrams, 1 ns to a minute
     * @param length the payload, bytes, 0 to 65507
     * @param streams how many destinations take turns, 1 or more
     * @param seed what the randomness follows from
     */
    public PoissonShape(long meanGapNs, int length, int streams, long seed) {
        super(length, streams, seed);
        if (meanGapNs < 1 || meanGapNs > MAX_MEAN_NS) {
            throw new IllegalArgumentException(
                    "gaps of " + meanGapNs + " ns in the mean: give 1 ns to a minute");
        }
        this.meanGapNs = meanGapNs;
        this.random = new SplittableRandom(seed);
    }

    @Override
    public boolean advance() {
        dueNs = dueNs < 0 ? 0 : dueNs - Math.log(1 - random.nextDouble()) * meanGapNs;
        turn();
        return true;
    }

    @Override
    public long dueNs() {
        return (long) dueNs;
    }
}

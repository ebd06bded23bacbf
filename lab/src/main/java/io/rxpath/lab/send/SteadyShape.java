package io.rxpath.lab.send;

import java.util.SplittableRandom;

/** A feed without bursts: gaps and lengths each uniform between two bounds, the streams in turn. Endless. */
public final class SteadyShape extends TurnShape {
    private static final long MAX_GAP_NS = 3_600_000_000_000L;

    private final long minGapNs;
    private final long maxGapNs;
    private final int minLength;
    private final SplittableRandom random;
    private long dueNs = -1;
    private int length;

    /**
     * Creates the feed; its first datagram is due at 0.
     *
     * @param minGapNs the least time between two datagrams, 0 or more
     * @param maxGapNs the most, both included
     * @param minLength the shortest payload, bytes, 0 or more
     * @param maxLength the longest, both included
     * @param streams how many destinations take turns, 1 or more
     * @param seed what the randomness follows from
     */
    public SteadyShape(long minGapNs, long maxGapNs, int minLength, int maxLength, int streams, long seed) {
        super(maxLength, streams, seed);
        if (minGapNs < 0 || maxGapNs < minGapNs || maxGapNs > MAX_GAP_NS) {
            throw new IllegalArgumentException("gaps of " + minGapNs + " to " + maxGapNs
                    + " ns are no range: give 0 to an hour, the lesser first");
        }
        if (minLength < 0 || maxLength < minLength) {
            throw new IllegalArgumentException("payloads of " + minLength + " to " + maxLength
                    + " bytes are no range: give 0 to 65507, the lesser first");
        }
        this.minGapNs = minGapNs;
        this.maxGapNs = maxGapNs;
        this.minLength = minLength;
        this.random = new SplittableRandom(seed);
    }

    @Override
    public boolean advance() {
        dueNs = dueNs < 0 ? 0 : dueNs + random.nextLong(minGapNs, maxGapNs + 1);
        length = random.nextInt(minLength, maxLength() + 1);
        turn();
        return true;
    }

    @Override
    public long dueNs() {
        return dueNs;
    }

    @Override
    public int length() {
        return length;
    }
}

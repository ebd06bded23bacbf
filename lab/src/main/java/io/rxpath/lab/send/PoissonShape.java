package io.rxpath.lab.send;

import java.lang.foreign.MemorySegment;
import java.util.SplittableRandom;

/**
 * Datagrams that know nothing of each other: exponentially distributed gaps, one length, the streams in turn. Endless.
 */
public final class PoissonShape implements TrafficShape {
    private static final long MAX_MEAN_NS = 60_000_000_000L;

    private final long meanGapNs;
    private final int length;
    private final int streams;
    private final SplittableRandom random;
    private final FillerPayload payload;
    /** Fractions of a ns are kept: cut off at each gap they would make the feed faster than its mean. */
    private double dueNs = -1;
    private int stream;

    /**
     * Creates the feed; its first datagram is due at 0.
     *
     * @param meanGapNs the mean time between two datagrams, 1 ns to a minute
     * @param length the payload, bytes, 0 to 65507
     * @param streams how many destinations take turns, 1 or more
     * @param seed what the randomness follows from
     */
    public PoissonShape(long meanGapNs, int length, int streams, long seed) {
        if (meanGapNs < 1 || meanGapNs > MAX_MEAN_NS) {
            throw new IllegalArgumentException(
                    "gaps of " + meanGapNs + " ns in the mean: give 1 ns to a minute");
        }
        if (length < 0 || length > 65_507) {
            throw new IllegalArgumentException("payloads of " + length + " bytes: give 0 to 65507");
        }
        if (streams < 1) {
            throw new IllegalArgumentException("a feed of " + streams + " streams: give 1 or more");
        }
        this.meanGapNs = meanGapNs;
        this.length = length;
        this.streams = streams;
        this.random = new SplittableRandom(seed);
        this.payload = new FillerPayload(length, seed);
        this.stream = streams - 1;
    }

    @Override
    public boolean advance() {
        dueNs = dueNs < 0 ? 0 : dueNs - Math.log(1 - random.nextDouble()) * meanGapNs;
        stream = stream + 1 == streams ? 0 : stream + 1;
        return true;
    }

    @Override
    public long dueNs() {
        return (long) dueNs;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public int stream() {
        return stream;
    }

    @Override
    public int streams() {
        return streams;
    }

    @Override
    public int maxLength() {
        return length;
    }

    @Override
    public void copyPayload(int bytes, MemorySegment target, long offset) {
        payload.copy(bytes, target, offset);
    }
}

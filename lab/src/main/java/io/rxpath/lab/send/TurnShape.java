package io.rxpath.lab.send;

import java.lang.foreign.MemorySegment;

/**
 * An endless feed of filler whose destinations take turns. When its datagrams are due is the subclass's; their length is
 * too where it is not always the same.
 */
abstract sealed class TurnShape implements TrafficShape permits SteadyShape, PoissonShape, GroupShape {
    private final int maxLength;
    private final int streams;
    private final FillerPayload payload;
    private int stream;

    /**
     * Creates the feed; the first turn is yet to come.
     *
     * @param maxLength the longest payload, bytes, 0 to 65507
     * @param streams how many destinations take turns, 1 or more
     * @param seed what the payload follows from
     */
    TurnShape(int maxLength, int streams, long seed) {
        if (maxLength < 0 || maxLength > 65_507) {
            throw new IllegalArgumentException("payloads of " + maxLength + " bytes: give 0 to 65507");
        }
        if (streams < 1) {
            throw new IllegalArgumentException("a feed of " + streams + " streams: give 1 or more");
        }
        this.maxLength = maxLength;
        this.streams = streams;
        this.payload = new FillerPayload(maxLength, seed);
        this.stream = streams - 1;
    }

    /** The next destination's turn. */
    final void turn() {
        stream = stream + 1 == streams ? 0 : stream + 1;
    }

    @Override
    public int length() {
        return maxLength;
    }

    @Override
    public final int stream() {
        return stream;
    }

    @Override
    public final int streams() {
        return streams;
    }

    @Override
    public final int maxLength() {
        return maxLength;
    }

    @Override
    public final void copyPayload(int bytes, MemorySegment target, long offset) {
        payload.copy(bytes, target, offset);
    }
}

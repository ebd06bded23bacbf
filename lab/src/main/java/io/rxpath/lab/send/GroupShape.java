package io.rxpath.lab.send;

import java.lang.foreign.MemorySegment;

/**
 * Groups of datagrams that are due at the same instant, so that they leave back to back; one group follows the other
 * after a fixed time. One length; a group goes to one destination, the destinations take turns. Endless.
 */
public final class GroupShape implements TrafficShape {
    private static final long MAX_GAP_NS = 60_000_000_000L;
    private static final int MAX_GROUP = 10_000;

    private final int group;
    private final long gapNs;
    private final int length;
    private final int streams;
    private final FillerPayload payload;
    private long dueNs;
    private int inGroup = -1;
    private int stream;

    /**
     * Creates the feed; its first group is due at 0.
     *
     * @param group datagrams in each group, 1 to 10,000
     * @param gapNs the time from one group to the next, 1 ns to a minute
     * @param length the payload, bytes, 0 to 65507
     * @param streams how many destinations take turns, 1 or more
     * @param seed what the payload follows from
     */
    public GroupShape(int group, long gapNs, int length, int streams, long seed) {
        if (group < 1 || group > MAX_GROUP) {
            throw new IllegalArgumentException("groups of " + group + " datagrams: give 1 to " + MAX_GROUP);
        }
        if (gapNs < 1 || gapNs > MAX_GAP_NS) {
            throw new IllegalArgumentException("a group every " + gapNs + " ns: give 1 ns to a minute");
        }
        if (length < 0 || length > 65_507) {
            throw new IllegalArgumentException("payloads of " + length + " bytes: give 0 to 65507");
        }
        if (streams < 1) {
            throw new IllegalArgumentException("a feed of " + streams + " streams: give 1 or more");
        }
        this.group = group;
        this.gapNs = gapNs;
        this.length = length;
        this.streams = streams;
        this.payload = new FillerPayload(length, seed);
    }

    @Override
    public boolean advance() {
        if (++inGroup == group) {
            inGroup = 0;
            dueNs += gapNs;
            stream = stream + 1 == streams ? 0 : stream + 1;
        }
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

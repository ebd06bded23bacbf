package io.rxpath.lab.feed;

import io.rxpath.lab.send.TrafficShape;
import java.lang.foreign.MemorySegment;
import java.util.function.IntPredicate;

/** A feed some of whose datagrams are never sent; the others are due when they were. */
final class WithheldShape implements TrafficShape {
    private final TrafficShape shape;
    private final IntPredicate withheld;
    private int at = -1;

    /**
     * Creates the feed.
     *
     * @param withheld says of a datagram's place in the feed, from 0, whether it is not sent
     */
    WithheldShape(TrafficShape shape, IntPredicate withheld) {
        this.shape = shape;
        this.withheld = withheld;
    }

    @Override
    public boolean advance() {
        boolean more;
        do {
            more = shape.advance();
            at++;
        } while (more && withheld.test(at));
        return more;
    }

    @Override
    public long dueNs() {
        return shape.dueNs();
    }

    @Override
    public int length() {
        return shape.length();
    }

    @Override
    public int stream() {
        return shape.stream();
    }

    @Override
    public int streams() {
        return shape.streams();
    }

    @Override
    public int maxLength() {
        return shape.maxLength();
    }

    @Override
    public void copyPayload(int length, MemorySegment target, long offset) {
        shape.copyPayload(length, target, offset);
    }
}

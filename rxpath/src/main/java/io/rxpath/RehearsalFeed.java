package io.rxpath;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

import io.rxpath.feed.Framing;

/**
 * Numbers the datagrams of a rehearsal as a feed does, so that the feed's step is rehearsed too: most go on, some come
 * again, now and then one is skipped. Belongs to one thread.
 */
final class RehearsalFeed {
    private static final ValueLayout.OfLong BIG_LONG = ValueLayout.JAVA_LONG_UNALIGNED
            .withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED
            .withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED
            .withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED
            .withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int AGAIN = 3;
    private static final int SKIPPED = 61;
    /** CME's least message, its size and the header behind it; for IEX-TP one message of no bytes. */
    private static final short CME_MESSAGE = 10;
    private static final short IEX_PAYLOAD = 2;

    private final Framing framing;
    private long datagrams;
    private long number;

    RehearsalFeed(Framing framing) {
        this.framing = framing;
    }

    /** Writes the next header over the beginning of a datagram of 64 bytes or more. */
    void frame(MemorySegment slab, long offset) {
        datagrams++;
        number += datagrams % AGAIN == 0 ? 0 : datagrams % SKIPPED == 0 ? 2 : 1;
        switch (framing) {
            case NONE -> {
            }
            case MOLDUDP64 -> {
                slab.set(BIG_LONG, offset + 10, number);
                slab.set(ValueLayout.JAVA_BYTE, offset + 19, (byte) 1);
            }
            case IEX_TP -> {
                slab.set(ValueLayout.JAVA_BYTE, offset, (byte) 1);
                slab.set(SHORT, offset + 12, IEX_PAYLOAD);
                slab.set(SHORT, offset + 14, (short) 1);
                slab.set(LONG, offset + 24, number);
            }
            case CME_MDP3 -> {
                slab.set(INT, offset, (int) number);
                slab.set(LONG, offset + 4, number);
                slab.set(SHORT, offset + 12, CME_MESSAGE);
            }
        }
    }
}

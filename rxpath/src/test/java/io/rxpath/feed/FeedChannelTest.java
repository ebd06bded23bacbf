package io.rxpath.feed;

import static io.rxpath.feed.FeedVerdict.AHEAD;
import static io.rxpath.feed.FeedVerdict.DUPLICATE;
import static io.rxpath.feed.FeedVerdict.END_OF_SESSION;
import static io.rxpath.feed.FeedVerdict.FILLS_GAP;
import static io.rxpath.feed.FeedVerdict.FIRST;
import static io.rxpath.feed.FeedVerdict.FORGOTTEN;
import static io.rxpath.feed.FeedVerdict.HEARTBEAT;
import static io.rxpath.feed.FeedVerdict.NOT_A_HEADER;
import static io.rxpath.feed.FeedVerdict.RESET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

import com.sun.management.ThreadMXBean;
import io.rxpath.feed.FeedCounters.Counter;
import org.HdrHistogram.Histogram;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Two lines of a channel. Packets are stamped by {@link #nowNs}. */
class FeedChannelTest {
    private static final long US = 1_000;
    private static final long PATIENCE = FeedChannel.PATIENCE_NS;

    private final List<String> events = new ArrayList<>();
    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    private FeedChannel channel = channel(Framing.MOLDUDP64);
    private FeedLine a = channel.addLine("A", 4);
    private FeedLine b = channel.addLine("B", 7);
    private long nowNs = 1_000_000_000_000L;

    private FeedChannel channel(Framing framing) {
        return new FeedChannel("V", "C", framing, (kind, scope, socket, first, count, sinceNs) -> events
                .add(scope + " " + socket + " " + kind + " " + first + "+" + count));
    }

    private FeedVerdict packet(FeedLine line, byte[] datagram) {
        buffer.wrap(datagram);
        return channel.onPacket(line, buffer, 0, datagram.length, nowNs, nowNs);
    }

    private FeedVerdict mold(FeedLine line, long first, int messages) {
        return packet(line, Datagrams.mold("S", first, messages));
    }

    private long get(Counter counter) {
        return channel.status().counters().get(counter);
    }

    private long get(int line, Counter counter) {
        return channel.status().lines().get(line).counters().get(counter);
    }

    @Test
    void theFirstCopyWins() {
        assertEquals(FIRST, mold(a, 50, 3));
        assertEquals(DUPLICATE, mold(b, 50, 3));
        assertEquals(FIRST, mold(b, 53, 1));
        assertEquals(DUPLICATE, mold(a, 53, 1));
        assertEquals(FIRST, mold(a, 52, 5), "three of five are new");
        assertEquals(5, get(Counter.PACKETS));
        assertEquals(7, get(Counter.MESSAGES));
        assertEquals(3, get(Counter.UNIQUE));
        assertEquals(2, get(Counter.DUPLICATES));
        assertEquals(0, get(0, Counter.DUPLICATES), "line A by itself brought nothing twice");
        assertEquals(2, get(0, Counter.FIRST));
        assertEquals(1, get(1, Counter.FIRST));
        assertEquals(List.of(), events);
        assertEquals("V C", channel.status().title());
    }

    @Test
    void whatCameBeforeTheFirstIsNewAndNotMissed() {
        assertEquals(FIRST, mold(a, 50, 1));
        assertEquals(FILLS_GAP, mold(b, 48, 2), "A was joined between the two");
        assertEquals(DUPLICATE, mold(b, 48, 2));
        channel.end();
        assertEquals(0, get(Counter.GAPS));
        assertEquals(0, get(Counter.FILLED));
    }

    @Test
    void whatOneLineSkipsTheOtherMayBring() {
        mold(a, 1, 1);
        mold(b, 1, 1);
        assertEquals(AHEAD, mold(a, 4, 1));
        for (int i = 5; i < 30; i++) {
            mold(a, i, 1);
        }
        assertEquals(1, get(0, Counter.GAPS), "line A by itself has lost two");
        assertEquals(2, get(0, Counter.MISSING));
        assertEquals(0, get(Counter.GAPS), "line B is behind and may bring them");
        assertEquals(2, get(Counter.OPEN));
        assertEquals(FILLS_GAP, mold(b, 2, 2));
        assertEquals(0, get(Counter.OPEN));
        assertEquals(DUPLICATE, mold(b, 4, 1));
        channel.end();
        assertEquals(0, get(Counter.GAPS));
        assertEquals(1, get(Counter.LATE));
        assertEquals(List.of("LINE 4 GAP 2+2"), events);
    }

    @Test
    void whatNoLineBringsIsCalledWhenAllHavePassedIt() {
        mold(a, 1, 1);
        mold(b, 1, 1);
        for (int i = 0; i < NumberRun.REORDERED_PACKETS; i++) {
            assertEquals(0, get(Counter.GAPS));
            mold(a, 3 + i, 1);
            mold(b, 3 + i, 1);
        }
        assertEquals(1, get(Counter.GAPS));
        assertEquals(1, get(Counter.MISSING));
        assertEquals(List.of("LINE 4 GAP 2+1", "LINE 7 GAP 2+1", "CHANNEL 7 GAP 2+1"), events);
        assertEquals(FILLS_GAP, mold(b, 2, 1), "after all");
        assertEquals(1, get(Counter.FILLED));
        assertEquals(List.of("CHANNEL 7 FILL 2+1", "LINE 7 FILL 2+1"), events.subList(3, 5));
    }

    @Test
    void aPacketThatWasOvertakenOnItsLineIsNoGap() {
        mold(a, 1, 1);
        mold(a, 3, 1);
        assertEquals(FILLS_GAP, mold(a, 2, 1));
        channel.end();
        assertEquals(1, get(0, Counter.LATE));
        assertEquals(0, get(0, Counter.GAPS));
        assertEquals(List.of(), events);
    }

    @Test
    void aLineThatFallsSilentIsNotWaitedForForEver() {
        mold(a, 1, 1);
        mold(b, 1, 1);
        mold(a, 3, 1);
        nowNs += PATIENCE - 1;
        mold(a, 4, 1);
        assertEquals(0, get(Counter.GAPS));
        nowNs++;
        mold(a, 5, 1);
        assertEquals(1, get(Counter.GAPS));
        assertEquals(List.of("LINE 4 GAP 2+1", "CHANNEL 4 GAP 2+1"), events);
    }

    @Test
    void aHeartbeatRevealsWhatIsMissing() {
        mold(a, 1, 2);
        mold(b, 1, 2);
        assertEquals(HEARTBEAT, mold(a, 3, 0));
        assertEquals(0, get(Counter.OPEN));
        assertEquals(HEARTBEAT, mold(a, 6, 0));
        assertEquals(3, get(Counter.OPEN));
        assertEquals(FILLS_GAP, mold(b, 3, 1));
        nowNs += PATIENCE;
        assertEquals(HEARTBEAT, mold(b, 6, 0));
        assertEquals(2, get(Counter.MISSING));
        assertEquals(1, get(0, Counter.GAPS));
        assertEquals(3, get(0, Counter.MISSING));
        assertEquals(3, get(Counter.HEARTBEATS));
        assertEquals(FIRST, mold(a, 6, 1));
    }

    @Test
    void aNewSessionIsAResetOnceForTheChannelAndOnceForEachLine() {
        mold(a, 9_000, 1);
        mold(b, 9_000, 1);
        assertEquals(RESET, packet(a, Datagrams.mold("T", 1, 2)));
        assertEquals(FIRST, mold(b, 9_001, 1), "of the session before, which line B still brings");
        assertEquals(DUPLICATE, packet(b, Datagrams.mold("T", 1, 2)));
        assertEquals(FIRST, packet(b, Datagrams.mold("T", 3, 1)));
        assertEquals(1, get(Counter.RESETS));
        assertEquals(1, get(0, Counter.RESETS));
        assertEquals(1, get(1, Counter.RESETS));
        assertEquals(0, get(Counter.GAPS));
        assertEquals(List.of("CHANNEL 4 RESET 1+2", "LINE 4 RESET 1+2", "LINE 7 RESET 1+2"), events);
    }

    @Test
    void whatANewNumberingBeganWithIsMissedUnlessItIsFarOff() {
        mold(a, 1, 1);
        assertEquals(RESET, packet(a, Datagrams.mold("T", 7, 1)));
        assertEquals(6, get(Counter.OPEN));
        assertEquals(FILLS_GAP, packet(b, Datagrams.mold("T", 1, 6)), "the line joined with the new session");
        assertEquals(0, get(Counter.OPEN));
        assertEquals(RESET, packet(a, Datagrams.mold("U", NumberRun.START_NUMBERS + 1, 1)));
        assertEquals(0, get(Counter.OPEN));
        assertEquals(FILLS_GAP, packet(a, Datagrams.mold("U", NumberRun.START_NUMBERS, 1)));
        channel.end();
        assertEquals(0, get(Counter.GAPS));
    }

    @Test
    void theEndOfASessionIsToldOnceByEachLine() {
        mold(a, 1, 1);
        for (int i = 0; i < 3; i++) {
            assertEquals(END_OF_SESSION, mold(a, 2, 0xffff));
            assertEquals(END_OF_SESSION, mold(b, 2, 0xffff));
        }
        assertEquals(List.of("LINE 4 END_OF_SESSION 2+0", "LINE 7 END_OF_SESSION 2+0"), events);
        assertEquals(6, get(Counter.HEARTBEATS));
    }

    @Test
    void whatALineRepeatsIsToldWheneverItHasDoubled() {
        mold(a, 1, 1);
        for (int i = 0; i < 9; i++) {
            assertEquals(DUPLICATE, mold(a, 1, 1));
        }
        assertEquals(List.of("LINE 4 REPEATS 1+1", "LINE 4 REPEATS 1+2", "LINE 4 REPEATS 1+4",
                "LINE 4 REPEATS 1+8"), events);
        assertEquals(9, get(0, Counter.DUPLICATES));
        assertEquals(0, lead(0).getTotalCount(), "a line is not ahead of itself");
    }

    @Test
    void whatIsNoHeaderIsCountedAndChangesNothing() {
        mold(a, 1, 1);
        for (int i = 0; i < 3; i++) {
            assertEquals(NOT_A_HEADER, packet(b, new byte[]{1, 2, 3}));
        }
        assertEquals(FIRST, mold(a, 2, 1));
        assertEquals(3, get(Counter.NOT_HEADERS));
        assertEquals(3, get(1, Counter.NOT_HEADERS));
        assertEquals(0, get(1, Counter.PACKETS));
        assertEquals(List.of("LINE 7 NOT_HEADERS 0+1", "LINE 7 NOT_HEADERS 0+2"), events);
    }

    @Test
    void whatIsOlderThanTheMemoryIsNoDuplicate() {
        mold(a, 1, 1);
        for (int i = 1; i <= Holes.CAPACITY + 1; i++) {
            mold(a, 1 + 2 * i, 1);
        }
        assertEquals(FORGOTTEN, mold(b, 2, 1), "was never brought, but nobody knows any more");
        assertEquals(FORGOTTEN, mold(b, 1, 1));
        assertEquals(FILLS_GAP, mold(b, 6, 1));
        assertEquals(2, get(Counter.FORGOTTEN));
    }

    private Histogram lead(int line) {
        return channel.status().lines().get(line).lead().interval(null);
    }

    @Test
    void theLeadIsMeasuredByTheStampsWhoeverIsHandedOverFirst() {
        mold(a, 1, 1);
        nowNs += 5 * US;
        mold(b, 1, 1);
        mold(a, 2, 1);
        nowNs -= 3 * US;
        assertEquals(DUPLICATE, mold(b, 2, 1), "taken later, but came earlier");
        assertEquals(5 * US, lead(0).getMaxValue(), 5);
        assertEquals(3 * US, lead(1).getMaxValue(), 3);
        mold(a, 3, 1);
        mold(b, 3, 1);
        assertEquals(1, lead(0).getTotalCount(), "at the same time: a lead of 0 for the one taken first");
        assertEquals(0, lead(1).getTotalCount());
        byte[] datagram = Datagrams.mold("S", 4, 1);
        buffer.wrap(datagram);
        channel.onPacket(a, buffer, 0, datagram.length, 0, nowNs);
        nowNs += US;
        mold(b, 4, 1);
        assertEquals(0, lead(0).getTotalCount(), "no stamp, no lead");
    }

    @Test
    void anOnlyLineHasNoLead() {
        channel = channel(Framing.CME_MDP3);
        a = channel.addLine("s0", 0);
        assertEquals(FIRST, packet(a, Datagrams.cme(1, 5)));
        assertEquals(DUPLICATE, packet(a, Datagrams.cme(1, 5)));
        assertNull(channel.status().lines().getFirst().lead());
    }

    @Test
    void cmeNumbersAreToldAsTheHeaderHasThem() {
        channel = channel(Framing.CME_MDP3);
        a = channel.addLine("A", 0);
        packet(a, Datagrams.cme(0xffff_ffffL, 1));
        assertEquals(AHEAD, packet(a, Datagrams.cme(1, 2)));
        channel.end();
        assertEquals(List.of("LINE 0 GAP 0+1", "CHANNEL 0 GAP 0+1"), events);
    }

    @Test
    void nothingIsAllocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        byte[] datagram = Datagrams.cme(1, 1);
        FeedChannel quiet = new FeedChannel("V", "C", Framing.CME_MDP3,
                (kind, scope, socket, first, count, sinceNs) -> {
                });
        FeedLine[] lines = {quiet.addLine("A", 0), quiet.addLine("B", 1)};
        UnsafeBuffer bytes = new UnsafeBuffer(datagram);
        long allocated = 0;
        for (int round = 0; round < 3; round++) {
            allocated = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 200_000; i++) {
                int number = round * 200_000 + i;
                bytes.putInt(0, number % 50_000);
                bytes.putLong(4, number * 1_000_000L);
                for (int line = 0; line < 2; line++) {
                    if (number % (7 + line) != 0) {
                        quiet.onPacket(lines[line], bytes, 0, datagram.length, number, number);
                    }
                }
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - allocated;
        }
        assertEquals(0, allocated, "in the last round, when all is compiled");
        assertEquals(11, quiet.status().counters().get(Counter.RESETS));
    }
}

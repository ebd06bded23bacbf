package io.rxpath.lab.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteOrder;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;

import io.rxpath.feed.FeedChannel;
import io.rxpath.feed.FeedCounters;
import io.rxpath.feed.FeedCounters.Counter;
import io.rxpath.feed.FeedLine;
import io.rxpath.feed.FeedStatus;
import io.rxpath.feed.FeedVerdict;
import io.rxpath.feed.Framing;
import io.rxpath.feed.MoldUdp64;
import io.rxpath.lab.capture.Capture;
import io.rxpath.lab.capture.CaptureReader;
import io.rxpath.lab.capture.RealCaptures;
import io.rxpath.telemetry.event.FeedEventKind;
import io.rxpath.telemetry.event.FeedScope;
import org.HdrHistogram.Histogram;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Real feeds, taken from their captures in capture order with the captures' stamps. */
class FeedCapturesTest {
    private final Map<FeedVerdict, Integer> verdicts = new EnumMap<>(FeedVerdict.class);
    private final BitSet gaps = new BitSet();
    private int gapEvents;

    private FeedStatus play(String name, Framing framing, boolean withhold) {
        Capture capture = CaptureReader.read(RealCaptures.require(name));
        LostPackets lost = new LostPackets(capture, framing, capture.streams().size() - 1);
        verdicts.clear();
        FeedChannel channel = new FeedChannel("V", "1", framing,
                (kind, scope, socket, first, count, sinceNs) -> {
                    if (kind == FeedEventKind.GAP && scope == FeedScope.CHANNEL) {
                        gaps.set((int) first, (int) (first + count));
                        gapEvents++;
                    }
                });
        FeedLine[] lines = new FeedLine[capture.streams().size()];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = channel.addLine("stream " + i, i);
        }
        for (int i = 0; i < capture.size(); i++) {
            if (!withhold || !lost.isLost(i)) {
                byte[] payload = LostPackets.payload(capture, i);
                FeedVerdict verdict = channel.onPacket(lines[capture.stream(i)], new UnsafeBuffer(payload), 0,
                        payload.length, capture.stampNs(i), capture.stampNs(i));
                verdicts.merge(verdict, 1, Integer::sum);
            }
        }
        FeedStatus status = channel.status();
        if (withhold) {
            assertEquals(capture.size() - lost.datagrams(), status.counters().get(Counter.PACKETS));
            assertEquals(lost.messages(), status.counters().get(Counter.MISSING));
        }
        return status;
    }

    private static long get(FeedStatus status, Counter counter) {
        return status.counters().get(counter);
    }

    @Test
    void bothLinesOfTheCmeChannel() {
        FeedStatus status = play(RealCaptures.CME, Framing.CME_MDP3, false);
        assertEquals(10_000, get(status, Counter.PACKETS));
        assertEquals(5_000, get(status, Counter.UNIQUE));
        assertEquals(5_000, get(status, Counter.DUPLICATES));
        assertEquals(0, get(status, Counter.GAPS));
        assertEquals(0, get(status, Counter.OPEN));
        assertEquals(0, get(status, Counter.RESETS));
        assertEquals(0, get(status, Counter.NOT_HEADERS));
        for (int i = 0; i < 2; i++) {
            FeedCounters line = status.lines().get(i).counters();
            assertEquals(5_000, line.get(Counter.UNIQUE));
            assertEquals(0, line.get(Counter.GAPS));
            assertEquals(0, line.get(Counter.DUPLICATES));
        }
        Histogram first = status.lines().get(0).lead().interval(null);
        Histogram second = status.lines().get(1).lead().interval(null);
        assertEquals(5_000, first.getTotalCount() + second.getTotalCount(), "each packet has one copy");
    }

    @Test
    void whatIsWithheldFromBothLinesIsMissingAndNothingElse() {
        FeedStatus status = play(RealCaptures.CME, Framing.CME_MDP3, true);
        assertEquals(5_000 / 97, get(status, Counter.GAPS));
        assertEquals(5_000 / 97, get(status, Counter.MISSING));
        assertEquals(5_000 / 97, gapEvents);
        assertEquals(gaps, withheld(RealCaptures.CME, Framing.CME_MDP3));
        assertEquals(0, get(status, Counter.FILLED));
        assertEquals(5_000 - 5_000 / 97, get(status, Counter.DUPLICATES));
        for (int i = 0; i < 2; i++) {
            assertEquals(5_000 / 97, status.lines().get(i).counters().get(Counter.GAPS));
        }
    }

    private static BitSet withheld(String name, Framing framing) {
        Capture capture = CaptureReader.read(RealCaptures.require(name));
        return new LostPackets(capture, framing, capture.streams().size() - 1).firstNumbers();
    }

    @Test
    void theIexFeed() {
        FeedStatus status = play(RealCaptures.IEX, Framing.IEX_TP, false);
        assertEquals(13_022, get(status, Counter.PACKETS));
        assertEquals(0, get(status, Counter.DUPLICATES));
        assertEquals(0, get(status, Counter.GAPS));
        assertEquals(0, get(status, Counter.RESETS));
        assertEquals(13_022, get(status, Counter.UNIQUE) + get(status, Counter.HEARTBEATS));
        assertTrue(get(status, Counter.MESSAGES) > get(status, Counter.UNIQUE));
    }

    @Test
    void whatIsWithheldFromTheIexFeedIsMissing() {
        FeedStatus status = play(RealCaptures.IEX, Framing.IEX_TP, true);
        assertEquals(gapEvents, get(status, Counter.GAPS));
        assertEquals(withheld(RealCaptures.IEX, Framing.IEX_TP).cardinality(), gapEvents);
        assertEquals(0, get(status, Counter.FILLED));
    }

    @Test
    void moldUdp64() {
        FeedStatus status = play(RealCaptures.MOLD, Framing.MOLDUDP64, false);
        assertEquals(2, get(status, Counter.PACKETS));
        Capture capture = CaptureReader.read(RealCaptures.require(RealCaptures.MOLD));
        MoldUdp64 header = new MoldUdp64();
        byte[] payload = LostPackets.payload(capture, 0);
        assertTrue(header.wrap(new UnsafeBuffer(payload), 0, payload.length));
        assertEquals(0xe149d0, header.sequence());
        assertEquals(1, header.messages());
        assertEquals(0x3030303031303035L, header.sessionHigh());
        assertEquals(0x3942, header.sessionLow());
        for (int i = 0; i < capture.size(); i++) {
            payload = LostPackets.payload(capture, i);
            UnsafeBuffer datagram = new UnsafeBuffer(payload);
            assertTrue(header.wrap(datagram, 0, payload.length));
            int at = MoldUdp64.LENGTH;
            for (int message = 0; message < header.messages(); message++) {
                at += 2 + (datagram.getShort(at, ByteOrder.BIG_ENDIAN) & 0xffff);
            }
            assertEquals(payload.length, at, "so many messages, each with its length, fill the datagram");
        }
    }
}

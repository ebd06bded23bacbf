package io.rxpath.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

import io.rxpath.feed.FeedCounters.Counter;
import io.rxpath.telemetry.event.FeedEventKind;
import io.rxpath.telemetry.event.FeedScope;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/**
 * Random feeds over one to three lines, which lose, repeat and overtake packets, lag behind each other and fall silent:
 * every verdict and every figure is that of a model which keeps every message.
 */
class FeedChannelPropertyTest {
    private static final int FEEDS = Integer.getInteger("rxpath.feed.feeds", 120);
    private static final int PACKETS = 1_200;
    private static final long MS = 1_000_000;

    private long gaps;
    private long filled;
    private long late;

    /** A packet on its way. */
    private record Packet(int line, long first, int messages, long arrivalNs) {
    }

    @Test
    void everyFigureIsThatOfTheModel() {
        for (int seed = 1; seed <= FEEDS; seed++) {
            play(seed);
        }
        assertTrue(gaps > FEEDS && filled > FEEDS / 10 && late > FEEDS,
                "the feeds show all: " + gaps + " gaps, " + filled + " filled, " + late + " late");
    }

    private void play(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int lines = 1 + seed % 3;
        long[] gapMessages = new long[2];
        FeedChannel channel = new FeedChannel("V", "C", Framing.MOLDUDP64,
                (kind, scope, socket, first, count, sinceNs) -> {
                    if (kind == FeedEventKind.GAP) {
                        gapMessages[scope == FeedScope.CHANNEL ? 0 : 1] += count;
                    }
                });
        FeedLine[] real = new FeedLine[lines];
        SourceModel[] model = new SourceModel[lines];
        for (int i = 0; i < lines; i++) {
            real[i] = channel.addLine("L" + i, i);
            model[i] = new SourceModel();
        }
        SourceModel whole = new SourceModel();
        int at = 0;
        for (Packet packet : packets(random, lines)) {
            byte[] bytes = Datagrams.mold("S", packet.first, packet.messages);
            FeedVerdict verdict = channel.onPacket(real[packet.line], new UnsafeBuffer(bytes), 0,
                    bytes.length, packet.arrivalNs, packet.arrivalNs);
            FeedVerdict expected = whole.offer(packet.first, packet.messages, packet.arrivalNs);
            model[packet.line].offer(packet.first, packet.messages, packet.arrivalNs);
            assertEquals(expected, verdict, () -> "seed " + seed + " " + packet);
            model[packet.line].add(Counter.FIRST, expected.isNew() ? 1 : 0);
            long passed = Long.MAX_VALUE;
            for (SourceModel line : model) {
                passed = Math.min(passed, line.passed());
                line.call(line.passed(), packet.arrivalNs - FeedChannel.PATIENCE_NS);
            }
            whole.call(passed, packet.arrivalNs - FeedChannel.PATIENCE_NS);
            if (++at % 50 == 0) {
                compare(seed, at, channel, whole, model);
            }
        }
        channel.end();
        whole.call(Long.MAX_VALUE, Long.MAX_VALUE);
        for (SourceModel line : model) {
            line.call(Long.MAX_VALUE, Long.MAX_VALUE);
        }
        compare(seed, at, channel, whole, model);
        FeedCounters counters = channel.status().counters();
        assertEquals(whole.missingNow(), counters.get(Counter.MISSING) - counters.get(Counter.FILLED));
        assertEquals(counters.get(Counter.MISSING), gapMessages[0], "as events");
        assertEquals(channel.status().lines().stream().mapToLong(line -> line.counters().get(Counter.MISSING))
                .sum(), gapMessages[1], "as events of lines");
        gaps += counters.get(Counter.GAPS);
        filled += counters.get(Counter.FILLED);
        late += counters.get(Counter.LATE);
    }

    private static void compare(int seed, int at, FeedChannel channel, SourceModel whole,
            SourceModel[] model) {
        FeedStatus status = channel.status();
        for (Counter counter : Counter.values()) {
            String where = "seed " + seed + " at " + at + " " + counter;
            if (counter != Counter.FIRST) {
                assertEquals(whole.get(counter), status.counters().get(counter), where);
            }
            for (int i = 0; i < model.length; i++) {
                assertEquals(model[i].get(counter), status.lines().get(i).counters().get(counter),
                        where + " of line " + i);
            }
        }
    }

    private static List<Packet> packets(SplittableRandom random, int lines) {
        List<Packet> packets = new ArrayList<>();
        double loss = random.nextDouble(0.05);
        double again = random.nextDouble(0.03);
        double overtaken = random.nextDouble(0.04);
        long[] lagNs = random.longs(lines, 0, 3 * MS).toArray();
        long[] silentFromNs = random.longs(lines, 0, 3_000 * MS).toArray();
        long first = 1 + random.nextLong(1_000);
        long nowNs = 1_000_000 * MS;
        for (int i = 0; i < PACKETS; i++) {
            nowNs += random.nextInt(20) == 0 ? random.nextLong(40 * MS) : random.nextLong(MS);
            int messages = random.nextInt(12) == 0 ? 0 : 1 + random.nextInt(4);
            boolean lost = random.nextInt(60) == 0;
            for (int line = 0; line < lines; line++) {
                long sinceStartNs = nowNs - 1_000_000 * MS - silentFromNs[line];
                boolean silent = sinceStartNs > 0 && sinceStartNs < 250 * MS;
                if (lost || silent || random.nextDouble() < loss) {
                    continue;
                }
                long delayNs = random.nextDouble() < overtaken
                        ? random.nextLong(random.nextBoolean() ? 5 * MS : 200 * MS)
                        : 0;
                packets.add(new Packet(line, first, messages, nowNs + lagNs[line] + delayNs));
                if (random.nextDouble() < again) {
                    packets.add(
                            new Packet(line, first, messages, nowNs + lagNs[line] + random.nextLong(9 * MS)));
                }
            }
            first += messages;
        }
        packets.sort(Comparator.comparingLong(Packet::arrivalNs));
        return packets;
    }
}

package io.rxpath.lab.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceDecoderTest {
    private static final int TID = 77;
    private static final long WATCHDOG = 0xffff_ffff_81e6_09e0L;
    private static final RecordField SKB = new RecordField(8, 8, false);
    private static final PageLayout LAYOUT = new PageLayout(0, 8, 8, 16, 4080);
    private static final List<EventShape> EVENTS = List.of(
            new EventShape(300, TraceEvent.GRO_RECEIVE, SKB, new RecordField(16, 4, false),
                    new RecordField(20, 2, false), new RecordField(24, 4, false)),
            new EventShape(301, TraceEvent.SWITCH_OUT, new RecordField(8, 4, true),
                    new RecordField(16, 8, true), new RecordField(12, 4, true), RecordField.NONE),
            new EventShape(302, TraceEvent.TIMER_EXPIRE, SKB, RecordField.NONE, RecordField.NONE,
                    RecordField.NONE));

    @TempDir
    private Path folder;

    private static TraceHeader header(Integer... cpus) {
        return new TraceHeader(TID, List.of("eth0", "eth1"), WATCHDOG, new ClockPair(1, 2, 3),
                new ClockPair(4, 5, 6), 7, 8, Set.of(14, 22), LAYOUT, new RecordField(0, 2, false),
                new RecordField(2, 1, false), new RecordField(4, 4, true), EVENTS, List.of(cpus));
    }

    private static ByteBuffer page(long timeNs) {
        return ByteBuffer.allocate(LAYOUT.pageBytes()).order(ByteOrder.LITTLE_ENDIAN).putLong(timeNs)
                .putLong(0);
    }

    /** The start of a record of so many bytes. */
    private static ByteBuffer record(ByteBuffer page, long delta, int bytes, int id, int pid) {
        return page.putInt((int) delta << 5 | bytes / 4).putShort((short) id).put((byte) 0xf9).put((byte) 0)
                .putInt(pid);
    }

    private static void gro(ByteBuffer page, long delta, long skb, String name) {
        byte[] bytes = (name + "\0\0\0\0").getBytes(StandardCharsets.UTF_8);
        int room = (name.length() + 1 + 3) / 4 * 4;
        record(page, delta, 28 + room, 300, 5).putLong(skb).putInt(128).putShort((short) 0x86dd)
                .putShort((short) 0).putInt(name.length() + 1 << 16 | 28).put(bytes, 0, room);
    }

    private static byte[] end(ByteBuffer page) {
        page.putLong(8, page.position() - 16);
        return page.array();
    }

    private void write(TraceHeader header, byte[]... pages) throws IOException {
        Files.writeString(folder.resolve(TraceHeader.FILE), header.text());
        for (int i = 0; i < pages.length; i++) {
            Files.write(folder.resolve(TraceHeader.pagesOf(header.cpus().get(i))), pages[i]);
        }
        ByteBuffer switches = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
        switches.putLong(1_015).putInt(3).putInt(3).putLong(1_025).putInt(1).putInt(0);
        Files.write(folder.resolve(SwitchStream.FILE), switches.array());
    }

    @Test
    void allCpusAndSwitchesComeAsOneTrace() throws IOException {
        ByteBuffer cpu1 = page(1_000);
        gro(cpu1, 0, 0xffff_8881_0000_0100L, "eth1");
        record(cpu1, 10, 24, 301, TID).putInt(TID).putInt(9).putLong(2);
        record(cpu1, 10, 24, 301, 9).putInt(9).putInt(TID).putLong(1);
        ByteBuffer cpu3 = page(1_005);
        record(cpu3, 0, 16, 302, 0).putLong(WATCHDOG);
        record(cpu3, 7, 16, 302, 0).putLong(WATCHDOG + 16);
        gro(cpu3, 100, 0x200, "other");
        gro(cpu3, 0, 0x300, "eth0");
        gro(cpu3, 0, 0x400, "other");
        write(header(1, 3), end(cpu1), end(cpu3));
        Trace trace = TraceDecoder.decode(folder);

        assertEquals(List.of(TraceEvent.GRO_RECEIVE, TraceEvent.TIMER_EXPIRE, TraceEvent.SWITCH_OUT,
                TraceEvent.TIMER_EXPIRE, TraceEvent.PERF_SWITCH_OUT, TraceEvent.SWITCH_IN,
                TraceEvent.PERF_SWITCH_IN, TraceEvent.GRO_RECEIVE, TraceEvent.GRO_RECEIVE,
                TraceEvent.GRO_RECEIVE), kinds(trace));
        row(trace, 0, 1_000, 1, 5, 0xf9, 0xffff_8881_0000_0100L, 128, 0x86dd, 1);
        row(trace, 1, 1_005, 3, 0, 0xf9, WATCHDOG, 1, 0, Trace.NO_DEVICE);
        row(trace, 2, 1_010, 1, TID, 0xf9, 0, 2, 9, Trace.NO_DEVICE);
        row(trace, 3, 1_012, 3, 0, 0xf9, WATCHDOG + 16, 0, 0, Trace.NO_DEVICE);
        row(trace, 4, 1_015, 3, TID, 0, 0, 1, 0, Trace.NO_DEVICE);
        row(trace, 5, 1_020, 1, 9, 0xf9, 0, 0, 9, Trace.NO_DEVICE);
        row(trace, 6, 1_025, 1, TID, 0, 0, 0, 0, Trace.NO_DEVICE);
        row(trace, 7, 1_112, 3, 5, 0xf9, 0x200, 128, 0x86dd, 2);
        row(trace, 8, 1_112, 3, 5, 0xf9, 0x300, 128, 0x86dd, 0);
        row(trace, 9, 1_112, 3, 5, 0xf9, 0x400, 128, 0x86dd, 2);
        assertEquals(List.of("eth0", "eth1", "other"), trace.devices());
        assertEquals(TID, trace.watchedTid());
        assertEquals(15, trace.overrun());
        assertEquals(new ClockPair(1, 2, 3), trace.start());
        assertEquals(Set.of(14, 22), trace.ksoftirqd());
    }

    private static List<TraceEvent> kinds(Trace trace) {
        List<TraceEvent> kinds = new ArrayList<>();
        for (int i = 0; i < trace.size(); i++) {
            kinds.add(trace.kind(i));
        }
        return kinds;
    }

    private static void row(Trace trace, int i, long timeNs, int cpu, int pid, int flags, long address, int a,
            int b, int device) {
        assertEquals(List.of(timeNs, cpu, pid, flags, address, a, b, device),
                List.of(trace.timeNs(i), trace.cpu(i), trace.pid(i), trace.flags(i), trace.address(i),
                        trace.a(i), trace.b(i), trace.device(i)),
                () -> "record " + i);
    }

    @Test
    void streamsAreMergedByTime() {
        for (int run = 0; run < 300; run++) {
            long seed = run * 17L;
            SplittableRandom random = new SplittableRandom(seed);
            List<RecordStream> streams = new ArrayList<>();
            int records = 0;
            for (int i = random.nextInt(1, 6); i > 0; i--) {
                long[] times = random.longs(random.nextInt(50), 0, 200).sorted().toArray();
                records += times.length;
                streams.add(new ListedTimes(times, i));
            }
            Trace.Builder builder = new Trace.Builder();
            TraceDecoder.merge(streams, builder);
            assertTrue(builder.isInOrder(), "seed " + seed);
            Trace trace = builder.build();
            assertEquals(records, trace.size(), "seed " + seed);
            for (int i = 1; i < records; i++) {
                assertTrue(trace.timeNs(i - 1) <= trace.timeNs(i), "seed " + seed);
            }
        }
    }

    @Test
    void aDamagedRecordingIsRefused() throws IOException {
        ByteBuffer page = page(1_000);
        record(page, 0, 16, 999, 0).putLong(0);
        refused(end(page), "event 999");
        page = page(1_000);
        page.putInt(1).putInt(300);
        refused(end(page), "too short for any event");
        page = page(1_000);
        record(page, 0, 16, 300, 0).putLong(0);
        refused(end(page), "too short for GRO_RECEIVE");
        page = page(1_000);
        gro(page, 0, 1, "eth0");
        page.putInt(page.position() - 12, 4_000 << 16 | 28);
        refused(end(page), "beyond its record");
        write(header(1, 3), end(page(1)));
        assertTrue(assertThrows(TraceException.class, () -> TraceDecoder.decode(folder)).getMessage()
                .contains("cpu3.pages"));
        Files.write(folder.resolve(SwitchStream.FILE), new byte[17]);
        Files.write(folder.resolve(TraceHeader.pagesOf(3)), new byte[0]);
        assertTrue(assertThrows(TraceException.class, () -> TraceDecoder.decode(folder)).getMessage()
                .contains("switches"));
        assertTrue(assertThrows(TraceException.class, () -> TraceDecoder.decode(folder.resolve("none")))
                .getMessage().contains("none"));
    }

    private void refused(byte[] pages, String why) throws IOException {
        write(header(1), pages);
        TraceException refused = assertThrows(TraceException.class, () -> TraceDecoder.decode(folder));
        assertTrue(
                refused.getMessage().startsWith("cpu1.pages at byte ") && refused.getMessage().contains(why),
                refused.getMessage());
    }

    @Test
    void aHeaderComesBackAsItWasWritten() {
        TraceHeader header = header(0, 1, 63);
        assertEquals(header, TraceHeader.parse(header.text()));
    }

    @Test
    void aDamagedHeaderIsRefusedWhateverIsWrongWithIt() {
        String text = header(0, 1).text();
        String[] lines = text.split("\n");
        for (String line : lines) {
            if (!line.startsWith("device") && !line.startsWith("cpu") && !line.startsWith("event")) {
                assertThrows(TraceException.class, () -> TraceHeader.parse(text.replace(line + "\n", "")),
                        line);
            }
        }
        for (int run = 0; run < 20_000; run++) {
            long seed = run * 7L;
            SplittableRandom random = new SplittableRandom(seed);
            StringBuilder changed = new StringBuilder(text);
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                changed.setCharAt(random.nextInt(changed.length()), (char) random.nextInt(10, 123));
            }
            try {
                TraceHeader.parse(changed.toString());
            } catch (TraceException refused) {
                assertTrue(refused.getMessage().startsWith(TraceHeader.FILE), refused.getMessage());
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    /** A stream of given times. */
    private static final class ListedTimes implements RecordStream {
        private final long[] times;
        private final int cpu;
        private int at = -1;

        ListedTimes(long[] times, int cpu) {
            this.times = times;
            this.cpu = cpu;
        }

        @Override
        public boolean next() {
            return ++at < times.length;
        }

        @Override
        public long timeNs() {
            return times[at];
        }

        @Override
        public void addTo(Trace.Builder trace) {
            trace.add(TraceEvent.FREE, times[at], cpu, 0, 0, 0, 0, 0);
        }
    }
}

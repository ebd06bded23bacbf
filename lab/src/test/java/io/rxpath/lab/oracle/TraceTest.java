package io.rxpath.lab.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TraceTest {
    @Test
    void aRecordKeepsAllItsColumns() {
        Trace trace = new Trace.Builder("eth0", "eth1").watchedTid(7).ksoftirqd(Set.of(14, 22)).overrun(3)
                .add(TraceEvent.GRO_RECEIVE, 10, 300, -1, 0xf9, 0xffff_8881_0000_1234L, -2, 2048, 1)
                .add(TraceEvent.WAKEUP, 11, 0, 5, 0, 0, 1, 0).build();
        assertEquals(2, trace.size());
        assertEquals(TraceEvent.GRO_RECEIVE, trace.kind(0));
        assertEquals(10, trace.timeNs(0));
        assertEquals(300, trace.cpu(0));
        assertEquals(-1, trace.pid(0));
        assertEquals(0xf9, trace.flags(0));
        assertEquals(0xffff_8881_0000_1234L, trace.address(0));
        assertEquals(-2, trace.a(0));
        assertEquals(2048, trace.b(0));
        assertEquals("eth1", trace.devices().get(trace.device(0)));
        assertEquals(Trace.NO_DEVICE, trace.device(1));
        assertEquals(7, trace.watchedTid());
        assertEquals(3, trace.overrun());
        assertTrue(trace.isKsoftirqd(14) && !trace.isKsoftirqd(7));
    }

    @Test
    void recordsAreSortedAndEqualTimesKeepTheirOrder() {
        for (int run = 0; run < 200; run++) {
            long seed = run * 31L;
            SplittableRandom random = new SplittableRandom(seed);
            int size = random.nextInt(3_000);
            Trace.Builder builder = new Trace.Builder();
            List<long[]> expected = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                long time = random.nextInt(1 + size / 3) - 100;
                builder.add(TraceEvent.FREE, time, 0, 0, 0, i, 0, 0);
                expected.add(new long[]{time, i});
            }
            expected.sort(Comparator.comparingLong(it -> it[0]));
            Trace trace = builder.build();
            assertEquals(size, trace.size());
            for (int i = 0; i < size; i++) {
                assertEquals(expected.get(i)[0], trace.timeNs(i), "seed " + seed);
                assertEquals(expected.get(i)[1], trace.address(i), "seed " + seed);
            }
            long wanted = random.nextInt(size + 1);
            int first = trace.firstAt(wanted);
            assertTrue(first == size || trace.timeNs(first) >= wanted, "seed " + seed);
            assertTrue(first == 0 || trace.timeNs(first - 1) < wanted, "seed " + seed);
        }
    }

    @Test
    void theWallClockIsALineBetweenTheReadings() {
        Trace trace = new Trace.Builder()
                .clocks(new ClockPair(1_000, 50_000, 20), new ClockPair(2_000, 51_100, 30)).build();
        assertEquals(50_000, trace.toRealtimeNs(1_000));
        assertEquals(50_550, trace.toRealtimeNs(1_500));
        assertEquals(51_100, trace.toRealtimeNs(2_000));
        assertEquals(52_200, trace.toRealtimeNs(3_000));
        assertEquals(30, trace.clockBoundNs());
        assertEquals(100, trace.driftNs());
        assertEquals(12, new Trace.Builder().build().toRealtimeNs(12));
    }

    @Test
    void aSwitchInThatOnlyPerfSawIsMissing() {
        Trace.Builder trace = new Trace.Builder();
        // Its exit lies before the recording, and its switch in may too.
        trace.add(TraceEvent.PERF_SWITCH_IN, 1, 0, 7, 0, 0, 0, 0);
        sleep(trace, 10, true);
        sleep(trace, 20, false);
        sleep(trace, 30, true);
        sleep(trace, 40, false);
        trace.add(TraceEvent.PERF_SWITCH_OUT, 50, 0, 7, 0, 0, 0, 0);
        assertEquals(2, trace.build().switchInsMissing());
    }

    private static void sleep(Trace.Builder trace, long timeNs, boolean traced) {
        trace.add(TraceEvent.SWITCH_OUT, timeNs, 0, 7, 0, 0, 1, 0);
        trace.add(TraceEvent.PERF_SWITCH_OUT, timeNs + 1, 0, 7, 0, 0, 0, 0);
        if (traced) {
            trace.add(TraceEvent.SWITCH_IN, timeNs + 5, 0, 0, 0, 0, 0, 0);
        }
        trace.add(TraceEvent.PERF_SWITCH_IN, timeNs + 6, 0, 7, 0, 0, 0, 0);
    }
}

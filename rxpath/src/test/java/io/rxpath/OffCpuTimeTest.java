package io.rxpath;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;

import io.rxpath.poller.Arming;
import io.rxpath.poller.Delivery;
import io.rxpath.poller.OffCpuIntervals;
import org.junit.jupiter.api.Test;

/** That the sums over many intervals are those of the intervals one by one, and cost no more for it. */
class OffCpuTimeTest extends HandMadeHistory {
    private final AgainstWill againstWill = new AgainstWill(thread, WINDOW_NS, true);
    private final OffCpuTime offCpu = new OffCpuTime(thread, againstWill);
    private long now = T;

    /** A call with up to three switches in it. */
    private void randomCall(SplittableRandom random) {
        now += random.nextLong(1, 300 * US);
        long enter = now;
        Arming arming = Arming.values()[random.nextInt(3)];
        windows.begin(enter, arming, PLAIN, random.nextInt(10) == 0);
        for (int k = random.nextInt(4); k > 0; k--) {
            long out = now + random.nextLong(1, 60 * US);
            now = out + random.nextLong(0, 100 * US);
            intervals.add(out, now, random.nextBoolean(), 0, random.nextInt(3));
            intervals.setQueuedNs(intervals.count() - 1, random.nextLong(0, 60 * US));
        }
        now += random.nextLong(1, 50 * US);
        long first = random.nextInt(5) == 0 ? 0 : now - random.nextLong(0, 200 * US);
        windows.end(now, random.nextInt(10) != 0, first, false, 0, false, random.nextInt(10) == 0);
    }

    private long oneByOne(long fromNs, long untilNs, boolean steal) {
        long sum = 0;
        for (long i = intervals.oldest(); i < intervals.count(); i++) {
            boolean there = steal && intervals.outNs(i) >= fromNs + AgainstWill.QUEUEING_NS;
            sum += intervals.overlapNs(i, Math.max(fromNs, againstWill.fromNs(i, there)), untilNs);
        }
        return sum;
    }

    @Test
    void addsUpToTheIntervalsOneByOne() {
        SplittableRandom random = new SplittableRandom(11);
        for (int call = 0; call < 600; call++) {
            randomCall(random);
            for (int question = 0; question < 5; question++) {
                long from = now - random.nextLong(1, 20_000 * US);
                if (from > intervals.inNs(intervals.oldest())) {
                    assertEquals(oneByOne(from, now, true), offCpu.stealNs(from, now), "steal, call " + call);
                    long until = from + random.nextLong(now - from);
                    assertEquals(oneByOne(from, until, false), offCpu.beforeStampNs(from, until),
                            "before, call " + call);
                }
            }
        }
        assertTrue(intervals.count() > OffCpuIntervals.KEPT, "the ring went round");
    }

    /** Of a packet that waited through all that is kept and one that met nothing: one by one the first takes 1,000 times as long. */
    @Test
    void aLongWaitIsJudgedAboutAsFastAsNone() {
        SplittableRandom random = new SplittableRandom(12);
        while (windows.calls() < 3_000) {
            randomCall(random);
        }
        long last = windows.calls() - 1;
        long oldest = windows.enterNs(last - 1_000);
        long[] longNs = new long[2_001];
        long[] shortNs = new long[longNs.length];
        for (int round = 0; round < longNs.length; round++) {
            longNs[round] = judgeNs(oldest + round, last);
            shortNs[round] = judgeNs(now - round, last);
        }
        Arrays.sort(longNs);
        Arrays.sort(shortNs);
        long ratio = longNs[longNs.length / 2] / Math.max(1, shortNs[shortNs.length / 2]);
        assertTrue(ratio < 50, "as long as " + ratio + " short ones");
    }

    private long judgeNs(long stampNs, long call) {
        long begun = System.nanoTime();
        reader.read(stampNs, call, NAPI, false, Delivery.UNKNOWN, evidence);
        return System.nanoTime() - begun;
    }
}

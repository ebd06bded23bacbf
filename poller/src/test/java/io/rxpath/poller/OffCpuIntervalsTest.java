package io.rxpath.poller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

class OffCpuIntervalsTest {
    private final OffCpuIntervals intervals = new OffCpuIntervals();

    @Test
    void aStampIsFoundInTheIntervalThatCoversIt() {
        assertEquals(-1, intervals.find(5));
        intervals.add(100, 200, true, 0, 0);
        intervals.add(300, 400, false, 0, 1);
        assertEquals(-1, intervals.find(99));
        assertEquals(0, intervals.find(100));
        assertEquals(0, intervals.find(200));
        assertEquals(-1, intervals.find(250));
        assertEquals(1, intervals.find(400));
        assertEquals(-1, intervals.find(401));
        assertTrue(intervals.isPreempted(0));
        assertTrue(intervals.isMigrated(1));
        assertFalse(intervals.isMigrated(0));
    }

    @Test
    void theThreadIsOnTheCpuItLastHad() {
        assertEquals(OffCpuIntervals.NO_CPU, intervals.cpuAt(5));
        intervals.add(100, 200, true, 3, 3);
        intervals.add(300, 400, true, 3, 1);
        intervals.add(500, 600, false, 1, 2);
        assertEquals(3, intervals.cpuAt(50), "before the first switch");
        assertEquals(3, intervals.cpuAt(250));
        assertEquals(3, intervals.cpuAt(399), "not yet on the other");
        assertEquals(1, intervals.cpuAt(400));
        assertEquals(1, intervals.cpuAt(550));
        assertEquals(2, intervals.cpuAt(9_999));
    }

    @Test
    void theLastIntervalBeforeAStampLiesInsideTheCall() {
        intervals.add(100, 200, true, 0, 0);
        intervals.add(300, 400, true, 0, 0);
        assertEquals(1, intervals.lastBefore(500, 50));
        assertEquals(0, intervals.lastBefore(350, 50), "the second had not ended");
        assertEquals(-1, intervals.lastBefore(350, 150), "the first began before the call");
    }

    @Test
    void theWaitInTheRunQueueIsPartOfTheInterval() {
        intervals.add(100, 200, false, 0, 0);
        intervals.setQueuedNs(0, 1_000);
        assertEquals(100, intervals.queuedNs(0));
        intervals.setQueuedNs(0, -5);
        assertEquals(0, intervals.queuedNs(0));
        intervals.add(300, 400, true, 0, 0);
        assertEquals(100, intervals.queuedNs(1), "a preempted thread waits all the time");
    }

    @Test
    void agreesWithAPlainSearchOverWhatIsKept() {
        SplittableRandom random = new SplittableRandom(42);
        long[] outs = new long[3 * OffCpuIntervals.KEPT];
        long[] ins = new long[outs.length];
        long now = 0;
        for (int i = 0; i < outs.length; i++) {
            outs[i] = now + 1 + random.nextInt(100);
            ins[i] = outs[i] + random.nextInt(50);
            now = ins[i];
            intervals.add(outs[i], ins[i], random.nextBoolean(), 0, 0);
        }
        for (int i = 0; i < 10_000; i++) {
            long stamp = random.nextLong(now + 10);
            long expected = -1;
            for (int k = outs.length - OffCpuIntervals.KEPT; k < outs.length; k++) {
                if (outs[k] <= stamp && stamp <= ins[k]) {
                    expected = k;
                }
            }
            assertEquals(expected, intervals.find(stamp), "stamp " + stamp);
            long until = stamp + random.nextLong(1_000);
            long covered = 0;
            for (int k = outs.length - OffCpuIntervals.KEPT; k < outs.length; k++) {
                covered += Math.max(0, Math.min(ins[k], until) - Math.max(outs[k], stamp));
            }
            assertEquals(covered, intervals.coveredNs(stamp, until), stamp + " to " + until);
        }
    }
}

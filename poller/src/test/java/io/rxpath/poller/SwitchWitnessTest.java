package io.rxpath.poller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rxpath.linux.Clocks;
import io.rxpath.linux.CpuAffinity;
import io.rxpath.linux.Libc;
import org.junit.jupiter.api.Test;

/** The witnesses against the real scheduler. */
class SwitchWitnessTest {
    private final OffCpuIntervals intervals = new OffCpuIntervals();
    private final Clocks clocks = Clocks.create();

    @Test
    void aSleepIsSeenWhereItWas() {
        try (SwitchWitness witness = SwitchWitnesses.ofThisThread(new ClockRelation(clocks))) {
            assertTrue(witness.isPositioned(), witness.describe());
            witness.update(intervals, 0);
            long seenBefore = intervals.count();
            long before = clocks.realtimeNs();
            Libc.usleep(3_000);
            long after = clocks.realtimeNs();
            assertFalse(witness.update(intervals, 0));
            long asleep = 0;
            for (long i = seenBefore; i < intervals.count(); i++) {
                assertTrue(intervals.outNs(i) >= before - 1_000 && intervals.inNs(i) <= after + 1_000);
                if (!intervals.isPreempted(i)) {
                    asleep += intervals.inNs(i) - intervals.outNs(i);
                }
            }
            assertTrue(asleep >= 2_500_000, "asleep for " + asleep + " ns");
        }
    }

    @Test
    void aRivalOnTheCpuIsSeenAsPreemption() throws Exception {
        int cpu = CpuAffinity.allowed().previousSetBit(1_023);
        Thread[] rival = new Thread[1];
        Thread poller = new Thread(() -> {
            CpuAffinity.pin(cpu);
            try (SwitchWitness witness = SwitchWitnesses.ofThisThread(new ClockRelation(clocks))) {
                rival[0] = new Thread(() -> { // inherits the mask of its creator
                    while (!Thread.interrupted()) {
                        Thread.onSpinWait();
                    }
                });
                rival[0].start();
                long until = clocks.monotonicNs() + 300_000_000;
                while (clocks.monotonicNs() < until) {
                    witness.update(intervals, 0);
                }
            }
        });
        poller.start();
        poller.join();
        rival[0].interrupt();
        rival[0].join();
        long preempted = 0;
        for (long i = intervals.oldest(); i < intervals.count(); i++) {
            if (intervals.isPreempted(i)) {
                preempted += intervals.inNs(i) - intervals.outNs(i);
                assertEquals(intervals.inNs(i) - intervals.outNs(i), intervals.queuedNs(i));
            }
        }
        assertTrue(preempted > 50_000_000, "off the CPU for " + preempted + " of 300,000,000 ns");
    }

    @Test
    void withoutPerfASwitchIsKnownButNotItsTime() {
        try (SwitchWitness witness = SwitchWitnesses.withoutPerf("this test says so")) {
            assertFalse(witness.isPositioned());
            assertTrue(witness.describe().endsWith("because this test says so"));
            Libc.usleep(3_000);
            assertTrue(witness.update(intervals, 0), "the sleep was noticed");
            assertEquals(0, intervals.count());
        }
    }
}

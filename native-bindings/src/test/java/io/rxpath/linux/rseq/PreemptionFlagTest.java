package io.rxpath.linux.rseq;

import static io.rxpath.linux.PrivateNetwork.onThread;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rxpath.linux.LinuxException;
import io.rxpath.linux.Rival;
import io.rxpath.linux.proc.SchedStat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PreemptionFlagTest {
    private static final long PATIENCE_NS = 8_000_000_000L;

    @BeforeAll
    static void rseqIsThere() {
        try {
            PreemptionFlag.ofThread();
        } catch (LinuxException e) {
            assertTrue(e.getMessage().contains("rseq"), e.getMessage());
            assumeTrue(false, e.getMessage());
        }
    }

    @Test
    void aShortLoopLeavesItArmedSometimes() {
        onThread(() -> {
            PreemptionFlag flag = PreemptionFlag.ofThread();
            assertTrue(flag.cleared());
            int kept = 0;
            for (int i = 0; i < 1000; i++) {
                flag.arm();
                kept += flag.cleared() ? 0 : 1;
            }
            assertTrue(kept > 500, kept + " of 1000 kept");
        });
    }

    @Test
    void aPreemptionByARivalClearsIt() {
        onThread(() -> Rival.besideMe(() -> {
            PreemptionFlag flag = PreemptionFlag.ofThread();
            try (SchedStat stat = SchedStat.open()) {
                // A slice of our own without a rival's between would be another's interruption.
                int confirmed = 0;
                for (long end = System.nanoTime() + PATIENCE_NS; System.nanoTime() < end && confirmed < 5;) {
                    flag.arm();
                    stat.read();
                    long slices = stat.timeslices();
                    while (!flag.cleared() && System.nanoTime() < end) {
                        Thread.onSpinWait();
                    }
                    stat.read();
                    confirmed += stat.timeslices() > slices ? 1 : 0;
                }
                assertTrue(confirmed == 5, confirmed + " preemptions seen");
            }
        }));
    }

    @Test
    void everyPreemptionClearsIt() {
        onThread(() -> Rival.besideMe(() -> {
            PreemptionFlag flag = PreemptionFlag.ofThread();
            try (SchedStat stat = SchedStat.open()) {
                int preempted = 0;
                for (long end = System.nanoTime() + PATIENCE_NS; System.nanoTime() < end && preempted < 20;) {
                    flag.arm();
                    stat.read();
                    long slices = stat.timeslices();
                    for (int i = 0; i < 20_000; i++) {
                        Thread.onSpinWait();
                    }
                    boolean cleared = flag.cleared();
                    stat.read();
                    if (stat.timeslices() > slices && !cleared) {
                        // The switch may have come after the flag was read: it must show now.
                        assertTrue(flag.cleared(), "a switch left the flag armed");
                    }
                    preempted += stat.timeslices() > slices ? 1 : 0;
                }
                assertTrue(preempted >= 20, preempted + " preemptions seen");
            }
        }));
    }

    @Test
    void aThreadMayEndWithItsFlagArmed() throws Exception {
        for (int i = 0; i < 50; i++) {
            Thread thread = Thread.ofPlatform().start(() -> PreemptionFlag.ofThread().arm());
            thread.join();
        }
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void aVirtualThreadIsRefused() throws Exception {
        Throwable[] thrown = new Throwable[1];
        Thread.ofVirtual()
                .start(() -> thrown[0] = assertThrows(IllegalStateException.class, PreemptionFlag::ofThread))
                .join();
        assertTrue(thrown[0].getMessage().contains("platform thread"));
    }
}

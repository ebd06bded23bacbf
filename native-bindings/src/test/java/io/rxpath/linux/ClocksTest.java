package io.rxpath.linux;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;

import org.junit.jupiter.api.Test;

class ClocksTest {
    @Test
    void theWallClockIsTheVirtualMachines() {
        Clocks clocks = Clocks.create();
        for (int i = 0; i < 100; i++) {
            long before = nanos(Instant.now());
            long now = clocks.realtimeNs();
            long after = nanos(Instant.now());
            // The virtual machine's clock may be read a microsecond coarser than ours.
            assertTrue(before - 1000 <= now && now <= after + 1000, before + " " + now + " " + after);
        }
    }

    @Test
    void theMonotonicClockIsTheVirtualMachines() {
        Clocks clocks = Clocks.create();
        for (int i = 0; i < 100; i++) {
            long before = System.nanoTime();
            long now = clocks.monotonicNs();
            long after = System.nanoTime();
            assertTrue(before <= now && now <= after, before + " " + now + " " + after);
        }
    }

    @Test
    void theThreadsOwnTimeGoesOnWhileItRuns() {
        Clocks clocks = Clocks.create();
        long wallNs = System.nanoTime();
        long ownNs = clocks.threadCpuNs();
        while (clocks.threadCpuNs() - ownNs < 1_000_000) {
            Thread.onSpinWait();
        }
        assertTrue(System.nanoTime() - wallNs >= 1_000_000, "no thread has more than a whole CPU");
    }

    private static long nanos(Instant instant) {
        return instant.getEpochSecond() * 1_000_000_000 + instant.getNano();
    }
}

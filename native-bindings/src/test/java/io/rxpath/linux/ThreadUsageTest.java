package io.rxpath.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;

/** Held against what /proc and the virtual machine say of the same thread before and after. */
class ThreadUsageTest {
    private static final int MINOR_FAULTS = 10;
    private static final int MAJOR_FAULTS = 12;

    @Test
    void allIsZeroBeforeTheFirstReading() {
        ThreadUsage usage = new ThreadUsage();
        assertEquals(0, usage.userNs() + usage.systemNs() + usage.voluntarySwitches());
    }

    @Test
    void cpuTimeLiesBetweenTheVirtualMachinesReadings() throws Exception {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        TestThread.run(() -> {
            ThreadUsage usage = new ThreadUsage();
            burn(threads, 30_000_000);
            long before = threads.getCurrentThreadCpuTime();
            // The kernel brings the count up to date at its ticks: burn a few of them.
            burn(threads, 60_000_000);
            usage.read();
            long after = threads.getCurrentThreadCpuTime();
            long cpu = usage.userNs() + usage.systemNs();
            assertTrue(before <= cpu && cpu <= after, before + " <= " + cpu + " <= " + after);
            assertTrue(usage.userNs() > usage.systemNs() / 10, "the burning is in user mode");
        });
    }

    @Test
    void switchesAndFaultsAreThoseOfProc() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        TestThread.run(() -> {
            int cpu = CpuAffinity.currentCpu();
            CpuAffinity.pin(cpu);
            // It inherits the pinning, so that the two take the CPU from each other.
            FutureTask<Void> rival = TestThread.start(() -> {
                while (!done.get()) {
                    Thread.onSpinWait();
                }
            });
            try {
                ThreadUsage usage = new ThreadUsage();
                long deadline = System.nanoTime() + Loopback.PATIENCE_NS;
                do {
                    burn(ManagementFactory.getThreadMXBean(), 3_000_000);
                    Thread.sleep(1);
                    usage.read();
                } while (usage.involuntarySwitches() < 3 && System.nanoTime() < deadline);
                long voluntary = count("voluntary_ctxt_switches");
                long involuntary = count("nonvoluntary_ctxt_switches");
                long minor = ThreadStatus.stat(MINOR_FAULTS);
                long major = ThreadStatus.stat(MAJOR_FAULTS);
                usage.read();
                assertBetween(voluntary, usage.voluntarySwitches(), count("voluntary_ctxt_switches"));
                assertBetween(involuntary, usage.involuntarySwitches(), count("nonvoluntary_ctxt_switches"));
                assertBetween(minor, usage.minorFaults(), ThreadStatus.stat(MINOR_FAULTS));
                assertBetween(major, usage.majorFaults(), ThreadStatus.stat(MAJOR_FAULTS));
                assertTrue(voluntary > 0 && involuntary > 0 && minor > 0, "nothing to compare");
            } finally {
                done.set(true);
                TestThread.join(rival);
            }
        });
    }

    private static long count(String key) throws Exception {
        return Long.parseLong(ThreadStatus.value(key));
    }

    private static void assertBetween(long low, long value, long high) {
        assertTrue(low <= value && value <= high, low + " <= " + value + " <= " + high);
    }

    private static void burn(ThreadMXBean threads, long nanos) {
        long end = threads.getCurrentThreadCpuTime() + nanos;
        while (threads.getCurrentThreadCpuTime() < end) {
            for (int i = 0; i < 10_000; i++) {
                Thread.onSpinWait();
            }
        }
    }
}

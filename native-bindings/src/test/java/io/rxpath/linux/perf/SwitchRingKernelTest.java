package io.rxpath.linux.perf;

import static io.rxpath.linux.PrivateNetwork.onThread;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.rxpath.linux.Errno;
import io.rxpath.linux.Libc;
import io.rxpath.linux.LibcScheduling;
import io.rxpath.linux.LinuxException;
import io.rxpath.linux.PrivateNetwork;
import io.rxpath.linux.Rival;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the kernel really writes about this thread. */
class SwitchRingKernelTest {
    private static final long PATIENCE_NS = 8_000_000_000L;

    private record Switch(long timeNs, boolean out, boolean preempted, int cpu) {
    }

    @BeforeAll
    static void perfIsAllowed() {
        try {
            SwitchRing.open().close();
        } catch (LinuxException e) {
            assertTrue(e.getMessage().contains("perf_event"), e.getMessage());
            assumeTrue(false, e.getMessage());
        }
    }

    @Test
    void aSleepIsOneOutAndOneInWithinTheReadingsAroundIt() {
        onThread(() -> {
            try (SwitchRing ring = SwitchRing.open()) {
                for (int attempt = 0; attempt < 200; attempt++) {
                    drain(ring);
                    long before = monotonicNs();
                    Libc.usleep(1000);
                    long after = monotonicNs();
                    List<Switch> switches = drain(ring);
                    switches.removeIf(seen -> seen.timeNs < before || seen.timeNs > after);
                    Switch out = switches.getFirst();
                    Switch in = switches.getLast();
                    assertFalse(in.out, switches.toString());
                    assertTrue(out.timeNs < in.timeNs, switches.toString());
                    // Other work of a busy machine may add switches of its own to one attempt, not to all.
                    if (switches.size() == 2 && !out.preempted) {
                        assertTrue(out.out);
                        assertTrue(in.timeNs - out.timeNs > 500_000, switches.toString());
                        assertTrue(in.cpu >= 0 && in.cpu < 1024);
                        assertEquals(0, ring.lost());
                        return;
                    }
                }
                throw new AssertionError("no sleep without other switches");
            }
        });
    }

    @Test
    void aRivalOnTheSameProcessorShowsAsPreemption() {
        onThread(() -> Rival.besideMe(() -> {
            try (SwitchRing ring = SwitchRing.open()) {
                int cpu = LibcScheduling.sched_getcpu();
                drain(ring);
                for (long end = System.nanoTime() + PATIENCE_NS; System.nanoTime() < end;) {
                    if (ring.next() && ring.preempted()) {
                        assertTrue(ring.out());
                        assertEquals(cpu, ring.cpu());
                        return;
                    }
                }
                throw new AssertionError("never preempted by a rival on the same processor");
            }
        }));
    }

    @Test
    void anOrdinaryUserMayWatchItself() {
        onThread(() -> {
            PrivateNetwork.dropCapabilities();
            try (SwitchRing ring = SwitchRing.open()) {
                Libc.usleep(100);
                assertTrue(ring.next());
            } catch (LinuxException e) {
                assertTrue(e.getMessage().contains("kernel.perf_event_paranoid"), e.getMessage());
            }
        });
    }

    @Test
    void anotherThreadIsWatchedUntilItEnds() throws Exception {
        AtomicInteger tid = new AtomicInteger();
        CountDownLatch watched = new CountDownLatch(1);
        Thread other = Thread.ofPlatform().daemon().start(() -> {
            tid.set(Libc.gettid());
            try {
                watched.await();
            } catch (InterruptedException e) {
                return;
            }
            for (int i = 0; i < 20; i++) {
                Libc.usleep(100);
            }
        });
        while (tid.get() == 0) {
            Thread.onSpinWait();
        }
        try (SwitchRing ring = SwitchRing.ofThread(tid.get(), 2)) {
            long before = monotonicNs();
            Libc.usleep(1000);
            assertEquals(List.of(), drain(ring).stream().filter(seen -> seen.timeNs > before).toList(),
                    "our own sleep is not the watched thread's");
            watched.countDown();
            other.join();
            List<Switch> switches = drain(ring);
            long sleeps = switches.stream().filter(seen -> seen.out && !seen.preempted).count();
            assertTrue(sleeps >= 20, switches.toString());
            assertFalse(ring.next());
        }
        LinuxException ended = assertThrows(LinuxException.class, () -> {
            // The kernel's thread ends a little after Java's.
            for (int i = 0; i < 1000; i++) {
                SwitchRing.ofThread(tid.get(), 1).close();
                Libc.usleep(1000);
            }
        });
        assertTrue(ended.is(Errno.ESRCH), ended.getMessage());
        assertTrue(ended.getMessage().contains("thread " + tid.get()), ended.getMessage());
    }

    @Test
    void anotherUsersThreadIsRefusedWithASentence() {
        assumeTrue(Libc.geteuid() == 0, "needs root, whose threads an ordinary user may not watch");
        onThread(() -> {
            PrivateNetwork.dropCapabilities();
            LinuxException refusal = assertThrows(LinuxException.class, () -> SwitchRing.ofThread(1, 1));
            assertTrue(refusal.isPermission(), refusal.getMessage());
            assertTrue(refusal.getMessage().contains("CAP_PERFMON"), refusal.getMessage());
        });
    }

    @Test
    void impossibleSizesAndThreadsAreRefusedBeforeTheKernelIsAsked() {
        assertThrows(IllegalArgumentException.class, () -> SwitchRing.ofThread(0, 1));
        assertThrows(IllegalArgumentException.class, () -> SwitchRing.ofThread(1, 3));
        assertThrows(IllegalArgumentException.class, () -> SwitchRing.ofThread(1, 0));
    }

    @Test
    void whatFindsTheRingFullIsCounted() {
        onThread(() -> {
            try (SwitchRing ring = SwitchRing.open()) {
                int sleeps = SwitchRing.DATA_PAGES * PerfRing.PAGE_BYTES / SwitchRing.SWITCH_BYTES;
                for (int i = 0; i < sleeps; i++) {
                    Libc.usleep(1);
                }
                int seen = drain(ring).size();
                assertTrue(seen >= sleeps - 1, seen + " switches in the ring");
                Libc.usleep(1);
                seen += drain(ring).size();
                assertTrue(ring.lost() > 0);
                assertTrue(seen + ring.lost() >= 2L * sleeps, seen + " seen, " + ring.lost() + " lost");
            }
        });
    }

    @Test
    void readingAllocatesNothing() {
        onThread(() -> {
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            try (SwitchRing ring = SwitchRing.open()) {
                long sum = 0;
                long before = 0;
                for (int i = 0; i < 30_000; i++) {
                    if (i == 20_000) {
                        before = threads.getCurrentThreadAllocatedBytes();
                    }
                    if (i % 1000 == 0) {
                        Libc.usleep(1);
                    }
                    while (ring.next()) {
                        sum += ring.timeNs() + ring.cpu() + (ring.out() ? 1 : 0);
                    }
                }
                long allocated = threads.getCurrentThreadAllocatedBytes() - before;
                assertTrue(sum != 0);
                // Ten sleeps may each make a few objects before they are compiled; 10,000 readings may not.
                assertTrue(allocated < 10_000, allocated + " bytes");
            }
        });
    }

    private static List<Switch> drain(SwitchRing ring) {
        List<Switch> switches = new ArrayList<>();
        while (ring.next()) {
            switches.add(new Switch(ring.timeNs(), ring.out(), ring.preempted(), ring.cpu()));
        }
        return switches;
    }

    private static long monotonicNs() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment timespec = arena.allocate(16, 8);
            assertEquals(0, Libc.clock_gettime(1, timespec));
            return timespec.get(ValueLayout.JAVA_LONG, 0) * 1_000_000_000L
                    + timespec.get(ValueLayout.JAVA_LONG, 8);
        }
    }
}

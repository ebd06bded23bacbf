package io.rxpath.linux.perf;

import static io.rxpath.linux.PrivateNetwork.onThread;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.rxpath.linux.Clocks;
import io.rxpath.linux.Errno;
import io.rxpath.linux.Libc;
import io.rxpath.linux.LibcScheduling;
import io.rxpath.linux.LinuxException;
import io.rxpath.linux.PrivateNetwork;
import io.rxpath.linux.tracing.EventFormat;
import io.rxpath.linux.tracing.Tracefs;
import java.lang.management.ManagementFactory;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the kernel really writes: a thread's own system calls, of which a test can make as many as it wants. */
class TracepointRingKernelTest {
    private static final int GETPID = 39;
    private static final String OF_GETPID = "id == " + GETPID;
    private static final int SAMPLES_OF_A_PAGE = PerfRing.PAGE_BYTES / 16 - 1;

    private static EventFormat sysEnter;

    @BeforeAll
    static void tracepointsAreAllowed() {
        try {
            sysEnter = Tracefs.onOwnThread(tracefs -> tracefs.format("raw_syscalls", "sys_enter"));
            onThread(() -> TracepointRing.ofThisThread(sysEnter.id(), OF_GETPID, true, 1).close());
        } catch (LinuxException e) {
            assertTrue(e.getMessage().contains("; "), e.getMessage());
            assumeTrue(false, e.getMessage());
        }
    }

    private static void calls(int count) {
        for (int i = 0; i < count; i++) {
            Libc.getpid();
        }
    }

    private static int drain(TracepointRing ring) {
        int records = 0;
        while (ring.next()) {
            records++;
        }
        return records;
    }

    @Test
    void everyPassingIsOneRecordWithinTheReadingsAroundIt() {
        onThread(() -> {
            Clocks clocks = Clocks.create();
            try (TracepointRing ring = TracepointRing.ofThisThread(sysEnter.id(), OF_GETPID, false, 1)) {
                long last = clocks.monotonicNs();
                for (int i = 0; i < 1000; i++) {
                    assertFalse(ring.next());
                    Libc.getpid();
                    long after = clocks.monotonicNs();
                    assertTrue(ring.next());
                    assertTrue(last <= ring.timeNs() && ring.timeNs() <= after,
                            last + " " + ring.timeNs() + " " + after);
                    last = ring.timeNs();
                }
                assertEquals(0, ring.lostNow());
                assertEquals(-1, ring.cpu());
                assertThrows(IndexOutOfBoundsException.class, () -> ring.rawByte(0));
            }
        });
    }

    @Test
    void theTraceRecordIsLaidOutAsItsFormatSays() {
        onThread(() -> {
            try (TracepointRing ring = TracepointRing.ofThisThread(sysEnter.id(), OF_GETPID, true, 1)) {
                calls(100);
                for (int i = 0; i < 40; i++) {
                    assertTrue(ring.next(), i + " of 40, " + ring.lost() + " lost");
                    assertEquals(sysEnter.id(), ring.rawInt(sysEnter.offset("common_type")) & 0xffff);
                    assertEquals(Libc.gettid(), ring.rawInt(sysEnter.offset("common_pid")));
                    assertEquals(0, ring.rawByte(sysEnter.offset("common_flags")) & 24, "no interrupt");
                    assertEquals(GETPID, ring.rawLong(sysEnter.offset("id")));
                    int args = sysEnter.offset("args") + sysEnter.field("args").size();
                    assertTrue(ring.rawBytes() >= args && ring.rawBytes() < args + 8,
                            ring.rawBytes() + " bytes");
                }
            }
        });
    }

    @Test
    void aLossThatNothingFollowsIsSuspectedAndThenCounted() {
        onThread(() -> {
            try (TracepointRing ring = TracepointRing.ofThisThread(sysEnter.id(), OF_GETPID, false, 1)) {
                calls(100);
                assertEquals(100, drain(ring));
                assertFalse(ring.mayHaveLost());
                calls(1000);
                assertEquals(SAMPLES_OF_A_PAGE, drain(ring));
                assertEquals(0, ring.lost(), "the kernel has had no record to tell it with");
                assertTrue(ring.mayHaveLost());
                assertEquals(1000 - SAMPLES_OF_A_PAGE, ring.lostNow());
                assertEquals(1000 - SAMPLES_OF_A_PAGE, ring.lost());
                assertFalse(ring.mayHaveLost());

                Libc.getpid();
                assertEquals(1, drain(ring));
                assertEquals(1000 - SAMPLES_OF_A_PAGE, ring.lost(), "told now, and not counted twice");
                assertFalse(ring.mayHaveLost());
                calls(300);
                int seen = drain(ring);
                Libc.getpid();
                seen += drain(ring);
                assertEquals(1301 - SAMPLES_OF_A_PAGE, ring.lost() + seen, "told without being asked");
            }
        });
    }

    @Test
    void noRateIsThrottledAndNothingIsAllocated() {
        onThread(() -> {
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            try (TracepointRing ring = TracepointRing.ofThisThread(sysEnter.id(), OF_GETPID, true, 4)) {
                int offset = sysEnter.offset("id");
                long sum = 0;
                long records = 0;
                long before = 0;
                for (int i = 0; i < 400_000; i++) {
                    if (i == 100_000) {
                        before = threads.getCurrentThreadAllocatedBytes();
                    }
                    Libc.getpid();
                    while (ring.next()) {
                        sum += ring.rawLong(offset) + (ring.mayHaveLost() ? 1 : 0);
                        records++;
                    }
                }
                long allocated = threads.getCurrentThreadAllocatedBytes() - before;
                assertEquals(400_000, records);
                assertEquals(400_000L * GETPID, sum);
                assertEquals(0, ring.lostNow());
                assertTrue(allocated < 10_000, allocated + " bytes in 300,000 turns");
            }
        });
    }

    @Test
    void aFilterTheKernelRefusesIsNamed() {
        onThread(() -> {
            for (String filter : new String[]{"nothing == 1", "id ==", ""}) {
                LinuxException refusal = assertThrows(LinuxException.class,
                        () -> TracepointRing.ofThisThread(sysEnter.id(), filter, false, 1));
                assertTrue(refusal.is(Errno.EINVAL), refusal.getMessage());
                assertTrue(refusal.getMessage().contains("\"" + filter + "\""), refusal.getMessage());
                assertTrue(refusal.getMessage().contains("format"), refusal.getMessage());
            }
        });
    }

    @Test
    void whatDoesNotExistIsSaid() {
        onThread(() -> {
            LinuxException event = assertThrows(LinuxException.class,
                    () -> TracepointRing.ofThisThread(65_000, null, false, 1));
            assertTrue(event.getMessage().contains("no tracepoint with the id 65000"), event.getMessage());
            LinuxException cpu = assertThrows(LinuxException.class,
                    () -> TracepointRing.ofCpu(sysEnter.id(), 100_000, null, false, 1));
            assertTrue(cpu.getMessage().contains("processor"), cpu.getMessage());
            assertThrows(IllegalArgumentException.class,
                    () -> TracepointRing.ofCpu(sysEnter.id(), -1, null, false, 1));
            assertThrows(IllegalArgumentException.class,
                    () -> TracepointRing.ofThisThread(sysEnter.id(), null, false, 3));
        });
    }

    @Test
    void anOrdinaryUserLearnsWhatItNeeds() {
        onThread(() -> {
            PrivateNetwork.dropCapabilities();
            assertRefused(pages -> TracepointRing.ofThisThread(sysEnter.id(), null, false, pages).close(),
                    "1");
            assertRefused(pages -> TracepointRing.ofThisThread(sysEnter.id(), null, true, pages).close(),
                    "-1");
            assertRefused(pages -> TracepointRing.ofCpu(sysEnter.id(), 0, null, false, pages).close(), "0");
        });
    }

    private static void assertRefused(IntConsumer opening, String paranoid) {
        try {
            opening.accept(1);
        } catch (LinuxException refusal) {
            assertTrue(refusal.isPermission(), refusal.getMessage());
            assertTrue(refusal.getMessage().contains("CAP_PERFMON"), refusal.getMessage());
            assertTrue(refusal.getMessage().contains("kernel.perf_event_paranoid to " + paranoid),
                    refusal.getMessage());
        }
    }

    @Test
    void oneProcessorsRingSeesWhoeverPassesThere() {
        onThread(() -> {
            int cpu = LibcScheduling.sched_getcpu();
            try (TracepointRing ring = TracepointRing.ofCpu(sysEnter.id(), cpu, OF_GETPID, true, 64)) {
                assertEquals(cpu, ring.cpu());
                boolean seen = false;
                for (int i = 0; i < 100_000 && !seen; i++) {
                    Libc.getpid();
                    while (ring.next()) {
                        seen |= ring.rawInt(sysEnter.offset("common_pid")) == Libc.gettid();
                    }
                }
                assertTrue(seen, "no record of this thread on processor " + cpu);
            }
        });
    }

    @Test
    void aClosedRingRefuses() {
        onThread(() -> {
            TracepointRing ring = TracepointRing.ofThisThread(sysEnter.id(), OF_GETPID, false, 1);
            ring.close();
            ring.close();
            assertThrows(IllegalStateException.class, ring::next);
            assertThrows(IllegalStateException.class, ring::lostNow);
        });
    }
}

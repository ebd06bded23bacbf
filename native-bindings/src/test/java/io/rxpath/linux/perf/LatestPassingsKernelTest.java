package io.rxpath.linux.perf;

import static io.rxpath.linux.PrivateNetwork.onThread;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rxpath.linux.Clocks;
import io.rxpath.linux.Libc;
import io.rxpath.linux.LinuxException;
import io.rxpath.linux.tracing.Tracefs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the kernel really writes over and over: a thread's own system calls, of which a test can make as many as it wants. */
class LatestPassingsKernelTest {
    private static final String OF_GETPID = "id == 39";
    private static final int KEPT = PerfRing.PAGE_BYTES / 16;

    private static int sysEnter;

    private final Clocks clocks = Clocks.create();

    @BeforeAll
    static void tracepointsAreAllowed() {
        try {
            sysEnter = Tracefs.onOwnThread(tracefs -> tracefs.eventId("raw_syscalls", "sys_enter"));
            onThread(() -> open().close());
        } catch (LinuxException e) {
            assertTrue(e.getMessage().contains("; "), e.getMessage());
            assumeTrue(false, e.getMessage());
        }
    }

    private static LatestPassings open() {
        return LatestPassings.ofThread(Libc.gettid(), sysEnter, OF_GETPID, 1);
    }

    /** Passes the tracepoint so often and returns a reading from before each time, and one from after the last. */
    private long[] pass(int times) {
        long[] readings = new long[times + 1];
        for (int i = 0; i < times; i++) {
            readings[i] = clocks.monotonicNs();
            Libc.getpid();
        }
        readings[times] = clocks.monotonicNs();
        return readings;
    }

    @Test
    void everyPassingKeptIsFoundBetweenTheReadingsAroundIt() {
        onThread(() -> {
            try (LatestPassings passings = open()) {
                for (int times : new int[]{1, 2, 3, KEPT - 1, KEPT, 3 * KEPT + 7}) {
                    long[] readings = pass(times);
                    for (int i = Math.max(1, times - KEPT + 1); i <= times; i++) {
                        long at = passings.newestBefore(readings[i]);
                        assertTrue(at > readings[i - 1] && at < readings[i], "passing " + i + " of " + times);
                    }
                }
            }
        });
    }

    @Test
    void whatWasWrittenOverOrNeverWasIsUnknown() {
        onThread(() -> {
            try (LatestPassings passings = open()) {
                assertEquals(0, passings.newestBefore(clocks.monotonicNs()));
                long[] readings = pass(KEPT + 2);
                assertEquals(0, passings.newestBefore(readings[0]));
                assertEquals(0, passings.newestBefore(readings[2]));
                assertTrue(passings.newestBefore(readings[4]) > readings[3]);
            }
        });
    }

    @Test
    void aFilterThatTheTracepointDoesNotKnowIsRefusedInASentence() {
        LinuxException refused = assertThrows(LinuxException.class,
                () -> LatestPassings.ofThread(Libc.gettid(), sysEnter, "nosuchfield == 1", 1));
        assertTrue(refused.getMessage().contains("malformed"), refused.getMessage());
    }
}

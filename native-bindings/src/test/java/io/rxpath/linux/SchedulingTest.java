package io.rxpath.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class SchedulingTest {
    private static final int NICE = 19;
    private static final int RT_PRIORITY = 40;
    private static final int POLICY = 41;

    @Test
    void policyAndPriorityReadBack() throws Exception {
        TestThread.run(() -> {
            try {
                Scheduling.fifo(7);
            } catch (LinuxException refused) {
                assertTrue(refused.is(Errno.EPERM), refused.getMessage());
                Assumptions.abort("real-time scheduling is not allowed here: " + refused.getMessage());
            }
            assertEquals(1, ThreadStatus.stat(POLICY));
            assertEquals(7, ThreadStatus.stat(RT_PRIORITY));
            Scheduling.other();
            assertEquals(0, ThreadStatus.stat(POLICY));
            assertEquals(0, ThreadStatus.stat(RT_PRIORITY));
        });
    }

    @Test
    void anOrdinaryUserIsToldWhatIsMissing() throws Exception {
        TestThread.runUnprivileged(() -> {
            try {
                Scheduling.fifo(99);
                Scheduling.other();
            } catch (LinuxException refused) {
                assertTrue(refused.is(Errno.EPERM), refused.getMessage());
                assertTrue(refused.getMessage().contains("CAP_SYS_NICE"), refused.getMessage());
                assertTrue(refused.getMessage().contains("at least 99"), refused.getMessage());
                return;
            }
            Assumptions.abort("this user's real-time limit allows 99");
        });
    }

    @Test
    void anImpossiblePriorityIsRefused() throws Exception {
        TestThread.run(() -> {
            LinuxException refused = assertThrows(LinuxException.class, () -> Scheduling.fifo(100));
            assertTrue(refused.is(Errno.EINVAL), refused.getMessage());
            assertTrue(refused.getMessage().contains("1 to 99"), refused.getMessage());
        });
    }

    @Test
    void aThreadMayMakeItselfLighter() throws Exception {
        TestThread.run(() -> {
            assertTrue(Scheduling.nice(7));
            assertEquals(7, ThreadStatus.stat(NICE));
        });
    }

    @Test
    void anOrdinaryThreadMayNotMakeItselfHeavier() throws Exception {
        TestThread.runUnprivileged(() -> {
            Assumptions.assumeFalse(Scheduling.nice(-1), "this user's limit allows it");
            assertEquals(0, ThreadStatus.stat(NICE));
        });
    }
}

package io.rxpath.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class MemoryLockTest {
    @Test
    void lockedPagesAreCountedAndReleased() throws Exception {
        try {
            MemoryLock.all();
        } catch (LinuxException refused) {
            Assumptions.abort("locking is not allowed here: " + refused.getMessage());
        }
        try {
            assertTrue(lockedKilobytes() > 1000, "locked " + lockedKilobytes() + " kB");
        } finally {
            MemoryLock.release();
        }
        assertEquals(0, lockedKilobytes());
    }

    @Test
    void anOrdinaryUserIsToldWhatIsMissing() throws Exception {
        TestThread.runUnprivileged(() -> {
            try {
                MemoryLock.all();
            } catch (LinuxException refused) {
                assertTrue(refused.is(Errno.ENOMEM) || refused.is(Errno.EPERM), refused.getMessage());
                assertTrue(refused.getMessage().contains("CAP_IPC_LOCK"), refused.getMessage());
                return;
            }
            MemoryLock.release();
            Assumptions.abort("this user's memory lock is unlimited");
        });
    }

    private static long lockedKilobytes() throws Exception {
        return Long.parseLong(ThreadStatus.value("VmLck").split(" ")[0]);
    }
}

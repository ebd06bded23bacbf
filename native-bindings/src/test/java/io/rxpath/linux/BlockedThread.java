package io.rxpath.linux;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** Waits until a thread sleeps in a receive call. */
final class BlockedThread {
    private static final String SYS_RECVMMSG = "299 ";

    private BlockedThread() {
    }

    static void await(AtomicInteger tid) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + Loopback.PATIENCE_NS;
        while (tid.get() == 0 || !inReceive(tid.get())) {
            assertTrue(System.nanoTime() < deadline, "the thread never waited in recvmmsg");
            Thread.sleep(1);
        }
    }

    private static boolean inReceive(int tid) throws IOException {
        Path task = Path.of("/proc/self/task/" + tid);
        try {
            return Files.readString(task.resolve("syscall")).startsWith(SYS_RECVMMSG);
        } catch (IOException refused) {
            // Without permission to look at the call: a thread that sleeps here sleeps in it.
            String stat = Files.readString(task.resolve("stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) == 'S';
        }
    }
}

package io.rxpath.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs a test's body on a thread of its own, whose affinity, policy and capabilities may be changed for good. */
final class TestThread {
    private static final long SYS_CAPSET = 126;
    private static final int LINUX_CAPABILITY_VERSION_3 = 0x20080522;

    private TestThread() {
    }

    interface Body {
        void run() throws Exception;
    }

    static FutureTask<Void> start(Body body) {
        FutureTask<Void> task = new FutureTask<>(() -> {
            body.run();
            return null;
        });
        Thread thread = new Thread(task, "test-body");
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    /** Returns when the kernel has no such thread: one without capabilities cannot end while memory is locked. */
    static void run(Body body) throws Exception {
        AtomicInteger tid = new AtomicInteger();
        FutureTask<Void> task = start(() -> {
            tid.set(Libc.gettid());
            body.run();
        });
        try {
            join(task);
        } finally {
            while (Files.exists(Path.of("/proc/self/task/" + tid.get()))) {
                Thread.sleep(1);
            }
        }
    }

    static void join(FutureTask<Void> task) throws Exception {
        try {
            task.get();
        } catch (java.util.concurrent.ExecutionException failed) {
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            throw (Exception) failed.getCause();
        }
    }

    /** Runs without any capability, as an ordinary user's thread: capabilities are per thread in Linux. */
    static void runUnprivileged(Body body) throws Exception {
        run(() -> {
            dropCapabilities();
            body.run();
        });
    }

    static void dropCapabilities() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment header = arena.allocate(8, 8);
            header.set(ValueLayout.JAVA_INT, 0, LINUX_CAPABILITY_VERSION_3);
            MemorySegment none = arena.allocate(24, 8);
            assertEquals(0, Libc.syscall(SYS_CAPSET, header.address(), none.address(), 0, 0, 0));
        }
    }
}

package io.rxpath.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.function.Executable;

/** A thread that wants the processor of another all the time; both are pinned to it. Ends by itself. */
public final class Rival {
    private static final long LIFE_NS = 10_000_000_000L;

    private final Thread thread;
    private volatile boolean stop;

    private Rival(int cpu) {
        pin(cpu);
        thread = Thread.ofPlatform().daemon().name("rival").start(() -> {
            pin(cpu);
            long end = System.nanoTime() + LIFE_NS;
            while (!stop && System.nanoTime() - end < 0) {
                Thread.onSpinWait();
            }
        });
    }

    /** Pins the calling thread to where it runs and a rival beside it while {@code test} runs, on a thread that ends. */
    public static void besideMe(Executable test) throws Throwable {
        Rival rival = new Rival(LibcScheduling.sched_getcpu());
        try {
            test.execute();
        } finally {
            rival.stop = true;
            rival.thread.join();
        }
    }

    private static void pin(int cpu) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment mask = arena.allocate(128, 8);
            mask.set(ValueLayout.JAVA_LONG, cpu / 64 * 8L, 1L << cpu % 64);
            LinuxException.check(LibcScheduling.sched_setaffinity(0, 128, mask),
                    "sched_setaffinity(" + cpu + ")", "");
        }
    }
}

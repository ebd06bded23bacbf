package io.rxpath.lab.truth;

import java.util.BitSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;

import io.rxpath.linux.CpuAffinity;
import io.rxpath.linux.LinuxException;
import io.rxpath.linux.perf.TracepointRing;
import io.rxpath.linux.tracing.Tracefs;

/**
 * Looks which CPUs leave perf records while they are idle. Some kernels lose those of one CPU's idle task for good,
 * though its trace has them: a softirq that interrupts this task is then hidden from the receiver's kernel witness.
 * Needs CAP_PERFMON and a tracefs.
 */
final class IdleSight {
    private static final String IDLE_TASK = "common_pid == 0";
    private static final int SLEEPS = 50;
    private static final long SLEEP_NS = 1_000_000;
    /** A CPU that others use just now does not idle: it is looked at again. */
    private static final int ROUNDS = 3;
    private static final int PAGES = 8;

    private IdleSight() {
    }

    /**
     * Those of {@code cpus} whose idle task was seen; one that was busy all the time is not. Takes some 60 ms a CPU, three
     * times as long for one that is not seen. Any thread; its affinity is left alone.
     *
     * @throws LinuxException where this user may not, a CPU is not usable, or the kernel has no such tracepoint
     */
    static BitSet visible(BitSet cpus) {
        int idle = Tracefs.onOwnThread(tracefs -> tracefs.eventId("power", "cpu_idle"));
        BitSet visible = new BitSet();
        cpus.stream().filter(cpu -> isVisible(cpu, idle)).forEach(visible::set);
        return visible;
    }

    private static boolean isVisible(int cpu, int event) {
        try (TracepointRing ring = TracepointRing.ofCpu(event, cpu, IDLE_TASK, false, PAGES)) {
            boolean seen = false;
            for (int round = 0; round < ROUNDS && !seen; round++) {
                letIdle(cpu);
                seen = ring.next();
            }
            return seen;
        }
    }

    /** Has a thread of its own sleep and wake on the CPU, which is idle in between. */
    private static void letIdle(int cpu) {
        CompletableFuture<Void> slept = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("rxpath-lab-idle-sight").start(() -> {
            try {
                CpuAffinity.pin(cpu);
                for (int i = 0; i < SLEEPS; i++) {
                    LockSupport.parkNanos(SLEEP_NS);
                }
                slept.complete(null);
            } catch (RuntimeException refused) {
                slept.completeExceptionally(refused);
            }
        });
        try {
            slept.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException refused ? refused : failed;
        }
    }
}

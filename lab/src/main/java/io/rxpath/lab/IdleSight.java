package io.rxpath.lab;

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
    /** Recorded in the context of the task before, so that it is seen where the idle task is hidden. */
    private static final String INTO_IDLE = "next_pid == 0";
    private static final int SLEEPS = 50;
    private static final long SLEEP_NS = 1_000_000;
    /** A CPU that others use all the while does not idle: it is looked at again. */
    private static final int ROUNDS = 10;
    /** So often it must have begun to idle for its idle task to be called hidden. */
    private static final int ENOUGH = 10;
    private static final int PAGES = 8;

    private IdleSight() {
    }

    /**
     * What a look brought; a CPU that hardly idled is in neither.
     *
     * @param seen CPUs whose idle task leaves perf records
     * @param hidden CPUs that idled without any
     */
    record Sight(BitSet seen, BitSet hidden) {
    }

    /**
     * Looks at some CPUs: some 60 ms each, up to a second where one is busy. Any thread; its affinity is left alone.
     *
     * @throws LinuxException where this user may not, a CPU is not usable, or the kernel has no such tracepoint
     */
    static Sight look(BitSet cpus) {
        int[] events = Tracefs.onOwnThread(tracefs -> new int[]{tracefs.eventId("power", "cpu_idle"),
            tracefs.eventId("sched", "sched_switch")});
        Sight sight = new Sight(new BitSet(), new BitSet());
        cpus.stream().forEach(cpu -> look(cpu, events[0], events[1], sight));
        return sight;
    }

    private static void look(int cpu, int idle, int switches, Sight sight) {
        try (TracepointRing idling = TracepointRing.ofCpu(idle, cpu, IDLE_TASK, false, PAGES);
                TracepointRing into = TracepointRing.ofCpu(switches, cpu, INTO_IDLE, false, PAGES)) {
            int idled = 0;
            for (int round = 0; round < ROUNDS && idled < ENOUGH; round++) {
                letIdle(cpu);
                if (idling.next()) {
                    sight.seen().set(cpu);
                    return;
                }
                while (into.next()) {
                    idled++;
                }
            }
            sight.hidden().set(cpu, idled >= ENOUGH);
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

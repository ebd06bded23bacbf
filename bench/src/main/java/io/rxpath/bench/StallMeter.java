package io.rxpath.bench;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.LongSupplier;

import io.rxpath.linux.CpuAffinity;

/** Reads the clock on one CPU without a pause and looks for gaps. */
final class StallMeter {
    private StallMeter() {
    }

    /**
     * Measures on a thread of its own.
     *
     * @param cpu where
     * @param spinNs how long, nanoseconds
     */
    static Stalls on(int cpu, long spinNs) {
        FutureTask<Stalls> task = new FutureTask<>(() -> {
            CpuAffinity.pin(cpu);
            return spin(System::nanoTime, spinNs);
        });
        new Thread(task, "rxpath-stall-meter").start();
        try {
            return task.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted while the machine's stalls were measured", interrupted);
        } catch (ExecutionException failed) {
            throw new BenchException(
                    "the machine's stalls could not be measured: " + failed.getCause().getMessage(),
                    failed.getCause());
        }
    }

    /** Reads {@code clock}, nanoseconds, until {@code spinNs} have passed by it. */
    static Stalls spin(LongSupplier clock, long spinNs) {
        long startNs = clock.getAsLong();
        long beforeNs = startNs;
        long longestNs = 0;
        long count = 0;
        while (beforeNs - startNs < spinNs) {
            long nowNs = clock.getAsLong();
            long gapNs = nowNs - beforeNs;
            longestNs = Math.max(longestNs, gapNs);
            if (gapNs >= Stalls.THRESHOLD_NS) {
                count++;
            }
            beforeNs = nowNs;
        }
        return new Stalls(longestNs, count, beforeNs - startNs);
    }
}

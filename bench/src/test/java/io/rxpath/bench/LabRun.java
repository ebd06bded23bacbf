package io.rxpath.bench;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import io.rxpath.linux.CpuAffinity;
import io.rxpath.linux.LinuxException;
import org.junit.jupiter.api.Assumptions;

/** Runs a benchmark on a thread of its own, which the laboratory keeps; skips the test where there can be none. */
final class LabRun {
    private LabRun() {
    }

    static Outcome of(Callable<Outcome> benchmark) throws Exception {
        Assumptions.assumeTrue(CpuAffinity.allowed().cardinality() >= 2,
                "one CPU only: receiver and sender would take it from each other");
        FutureTask<Outcome> task = new FutureTask<>(benchmark);
        new Thread(task, "bench").start();
        try {
            return task.get();
        } catch (ExecutionException failed) {
            Assumptions.assumeFalse(failed.getCause() instanceof LinuxException,
                    () -> "no laboratory: " + failed.getCause().getMessage());
            throw failed;
        }
    }
}

package io.rxpath.lab;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import org.junit.jupiter.api.Assumptions;

import io.rxpath.linux.CpuAffinity;
import io.rxpath.linux.LinuxException;

/** Runs a test's work on a thread of its own, which a laboratory may take into its namespace. */
public final class InLaboratory {
    private InLaboratory() {
    }

    /** A test's work. */
    public interface Work {
        /** Does it. */
        void run(Laboratory laboratory) throws Exception;
    }

    /** Skips the calling test where no laboratory can be had, with the reason. */
    public static void run(Work work) throws Exception {
        Assumptions.assumeTrue(CpuAffinity.allowed().cardinality() >= 2,
                "one CPU only: receiver and sender would take it from each other");
        FutureTask<LinuxException> task = new FutureTask<>(() -> {
            Laboratory opened;
            try {
                opened = Laboratory.open(120);
            } catch (LinuxException refused) {
                return refused;
            }
            try (Laboratory laboratory = opened) {
                work.run(laboratory);
            }
            return null;
        });
        Thread thread = new Thread(task, "laboratory");
        thread.start();
        try {
            LinuxException refused = task.get();
            Assumptions.assumeTrue(refused == null, () -> "no laboratory: " + refused.getMessage());
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw (Error) failed.getCause();
        }
    }
}

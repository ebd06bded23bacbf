package io.rxpath.lab.truth.disturbance;

import java.util.concurrent.locks.LockSupport;

import io.rxpath.lab.LabException;
import io.rxpath.linux.CpuAffinity;

/** A thread that does the same thing again and again until it is closed, once at least. */
final class Repeating implements Disturbance.Running {
    private final String name;
    private final Thread thread;
    private volatile boolean running = true;
    private volatile RuntimeException failure;

    /**
     * Starts it.
     *
     * @param name what it does, for a person
     * @param cpu where it runs
     * @param pauseNs how long it sleeps after each time, ns; 0 not at all
     * @param action what it does, by the thread that is started
     */
    Repeating(String name, int cpu, long pauseNs, Runnable action) {
        this.name = name;
        thread = new Thread(() -> run(cpu, pauseNs, action), "rxpath-lab-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private void run(int cpu, long pauseNs, Runnable action) {
        try {
            CpuAffinity.pin(cpu);
            do {
                action.run();
                if (pauseNs > 0) {
                    LockSupport.parkNanos(pauseNs);
                }
            } while (running);
        } catch (RuntimeException failed) {
            failure = failed;
        }
    }

    /** Uses the CPU for so long. */
    static void spin(long nanos) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < nanos) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        running = false;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failure != null) {
            throw new LabException("the disturbance \"" + name + "\" failed: " + failure.getMessage(),
                    failure);
        }
    }
}

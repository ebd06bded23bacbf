package io.rxpath.lab;

import io.rxpath.linux.CpuAffinity;

/** A thread of the same priority that wants the receiver's CPU all the time. */
public final class Rival implements AutoCloseable {
    private final Thread thread;
    private volatile boolean running = true;

    /** Starts the rival on {@code cpu}. */
    public Rival(int cpu) {
        thread = new Thread(() -> {
            CpuAffinity.pin(cpu);
            while (running) {
                Thread.onSpinWait();
            }
        }, "rxpath-lab-rival");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        running = false;
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

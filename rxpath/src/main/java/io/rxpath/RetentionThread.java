package io.rxpath;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.rxpath.config.RetentionConfig;

/**
 * Keeps a journal's folder within its limits, once at the start and then once a minute. A thread of its own: to remove a
 * file of many gigabytes may take longer than a ring lasts.
 */
final class RetentionThread {
    private static final long PERIOD_NS = TimeUnit.MINUTES.toNanos(1);

    private final Path folder;
    private final RetentionSweep sweep;
    private final int cpu;
    private final Thread thread = new Thread(this::run, "rxpath-retention");
    private volatile boolean running = true;
    private volatile RetentionStatus status;

    /**
     * Creates the thread.
     *
     * @param cpu where it runs, -1 for anywhere
     */
    RetentionThread(Path folder, RetentionConfig config, RetentionSweep sweep, int cpu) {
        this.folder = folder;
        this.sweep = sweep;
        this.cpu = cpu;
        status = new RetentionStatus(config, 0, 0, "", 0, "");
        thread.setDaemon(true);
    }

    /** Starts it where there is a limit. */
    void start() {
        if (status.config().isOn()) {
            thread.start();
        }
    }

    private void run() {
        HelperCpu.pin(cpu);
        while (running) {
            turn();
            LockSupport.parkNanos(PERIOD_NS);
        }
    }

    /** One look. What goes wrong is counted: the journal is written all the same. */
    void turn() {
        try {
            status = status.swept(sweep.apply(folder, System.currentTimeMillis()));
        } catch (Throwable failed) {
            status = status.failed(failed.toString());
        }
    }

    /** Ends it; a removal under way is not waited for. */
    void close() {
        running = false;
        LockSupport.unpark(thread);
    }

    /** Any thread. */
    RetentionStatus status() {
        return status;
    }
}

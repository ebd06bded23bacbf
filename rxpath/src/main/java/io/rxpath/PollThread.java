package io.rxpath;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The thread that owns a worker: attaches it and turns it until told to stop. */
final class PollThread {
    private final Worker worker;
    private final Thread thread;
    private final CountDownLatch ready = new CountDownLatch(1);
    private volatile boolean running = true;
    private volatile Throwable failure;

    PollThread(Worker worker) {
        this.worker = worker;
        thread = new Thread(this::run, "rxpath-poll-" + worker.config().name());
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            worker.attach(true);
            ready.countDown();
            while (running) {
                worker.doWork();
            }
        } catch (Throwable error) {
            failure = error;
        } finally {
            ready.countDown();
        }
    }

    /** Waits until the worker makes its first call, or rethrows why it cannot. */
    void awaitReady(long boundMs) {
        try {
            if (!ready.await(boundMs, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("thread " + thread.getName() + " did not get to run within "
                        + boundMs + " ms: is its CPU taken by a realtime task?");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting " + thread.getName(), interrupted);
        }
        if (failure instanceof RuntimeException refused) {
            throw refused;
        }
    }

    boolean isCurrent() {
        return thread == Thread.currentThread();
    }

    void requestStop() {
        running = false;
    }

    /** Waits until the thread has ended; it always does, at the latest after its next turn. */
    void awaitEnd() {
        ThreadEnd.await(thread);
    }

    Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }
}

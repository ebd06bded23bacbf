package io.rxpath;

/** The wait for a thread that is certain to end. */
final class ThreadEnd {
    private ThreadEnd() {
    }

    /** Waits however long it takes; an interrupt meanwhile is kept for the caller. */
    static void await(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

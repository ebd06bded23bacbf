package io.rxpath;

/**
 * Exceptions of a feed handler: the first in full, the others counted. Written by the poll thread, read by any.
 */
public final class HandlerErrors {
    private volatile long count;
    private volatile Throwable first;
    private volatile long firstNs;
    private volatile long lastNs;

    HandlerErrors() {
    }

    /** Enters an exception, at {@code nowNs} of CLOCK_REALTIME; by the poll thread. */
    @SuppressWarnings("NonAtomicOperationOnVolatileField")
    void add(Throwable error, long nowNs) {
        if (count == 0) {
            first = error;
            firstNs = nowNs;
        }
        lastNs = nowNs;
        count = count + 1;
    }

    /** How many there were. */
    public long count() {
        return count;
    }

    /** The first one; null where there was none. */
    public Throwable first() {
        return first;
    }

    /** When the first came, CLOCK_REALTIME ns; 0 where there was none. */
    public long firstNs() {
        return firstNs;
    }

    /** When the latest came, CLOCK_REALTIME ns; 0 where there was none. */
    public long lastNs() {
        return lastNs;
    }
}

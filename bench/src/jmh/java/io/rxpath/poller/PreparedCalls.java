package io.rxpath.poller;

/**
 * Enters receive calls into a poll thread's record as a spinning engine makes them: armed, its device's interrupts
 * deferred, a packet each 20 us. Times are CLOCK_REALTIME ns of no particular day.
 */
public final class PreparedCalls {
    /** The NAPI that is polled. */
    public static final int NAPI = 8_193;
    /** What is known of it. */
    public static final NapiView DEFERRED = new NapiView(NAPI, Arming.ARMED, 100, 200_000);

    private static final long BEGIN_NS = 1_000_000_000_000_000_000L;
    private static final long APART_NS = 20_000;
    private static final long LONG_NS = 1_000;
    private static final long HANDLED_NS = 100;
    private static final long STAMPED_INSIDE_NS = 300;
    private static final long STAMPED_BEFORE_NS = -5_000;

    private final PollWindows windows;
    private final long stampedNs;
    private long enterNs = BEGIN_NS;

    /**
     * Prepares a record.
     *
     * @param thread filled with as many calls as it keeps
     * @param inside whether packets are stamped in the call that returns them, so that our poll took them, or before
     *     it, so that a softirq did
     */
    public PreparedCalls(ThreadRecord thread, boolean inside) {
        windows = thread.windows();
        stampedNs = inside ? STAMPED_INSIDE_NS : STAMPED_BEFORE_NS;
        for (int i = 0; i < PollWindows.KEPT; i++) {
            next();
        }
    }

    /** Enters the next call, and that the one before has been handled; returns its number. */
    public long next() {
        long before = windows.calls() - 1;
        if (before >= 0) {
            windows.handled(before, enterNs + LONG_NS + HANDLED_NS);
        }
        enterNs += APART_NS;
        long call = windows.begin(enterNs, Arming.ARMED, DEFERRED, false);
        windows.end(enterNs + LONG_NS, true, enterNs + stampedNs, true, 0, false, false);
        return call;
    }

    /** The stamp of its first packet. */
    public long stampNs() {
        return enterNs + stampedNs;
    }
}

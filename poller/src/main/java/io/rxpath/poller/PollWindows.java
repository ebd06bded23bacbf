package io.rxpath.poller;

/**
 * The last receive calls of one poll thread, so that a packet can be judged by the call that stamped it instead of the
 * call that returned it. Times are CLOCK_REALTIME ns. Owned by the poll thread; nothing is allocated after creation.
 */
public final class PollWindows {
    /** How many calls are kept. */
    public static final int KEPT = 1024;
    /** {@link #newestEnteredBy}: the stamp is older than the first call. */
    public static final long BEFORE_ALL = -1;
    /** {@link #newestEnteredBy}: the stamp is older than the calls kept. */
    public static final long FORGOTTEN = -2;

    private static final int MASK = KEPT - 1;
    /** Calls on other NAPIs that may lie between two calls on one: more sockets than a worker sensibly has. */
    private static final int LOOK_BACK = 64;

    // Of each call a row, because a turn touches all of it: else every figure would be another line to fetch into the cache.
    private static final int ROW_SHIFT = 4;
    private static final int EXIT_NS = 0;
    private static final int HANDLED_NS = 1;
    private static final int FIRST_STAMP_NS = 2;
    private static final int LAST_POLL_NS = 3;
    private static final int POLL_END_NS = 4;
    private static final int LAST_POLL_ENTER_NS = 5;
    private static final int POLL_ENTER_NS = 6;
    /** The newest call before that polls, of the same NAPI. */
    private static final int POLLING_BEFORE = 7;
    /** The newest call before that polls, of any. */
    private static final int ANY_POLLING_BEFORE = 8;
    private static final int FLAGS = 9;

    private static final long POLLED = 1;
    private static final long UNTIMED_SWITCH = 2;
    private static final long PAUSED_INSIDE = 4;
    private static final long PAUSED_AFTER = 8;
    private static final int ARMING_SHIFT = 8;
    private static final Arming[] ARMINGS = Arming.values();

    /** By itself, because it is searched. */
    private final long[] enterNs = new long[KEPT];
    private final long[] rows = new long[KEPT << ROW_SHIFT];
    private final NapiView[] napi = new NapiView[KEPT];
    private long calls;
    private long forgotten;
    private long validFromNs;

    /**
     * Enters the call that is about to be made and returns its number.
     *
     * @param jvmPaused whether the JVM was stopping its threads, or held them, since the last call returned
     */
    public long begin(long nowNs, Arming armed, NapiView view, boolean jvmPaused) {
        long call = calls;
        if (jvmPaused && call > forgotten) {
            rows[row(call - 1) + FLAGS] |= PAUSED_AFTER;
        }
        int slot = (int) call & MASK;
        enterNs[slot] = nowNs;
        int row = row(call);
        rows[row + EXIT_NS] = Long.MAX_VALUE;
        rows[row + HANDLED_NS] = Long.MAX_VALUE;
        rows[row + FIRST_STAMP_NS] = 0;
        long last = newestOf(view.napiId(), call - 1);
        rows[row + LAST_POLL_NS] = last < 0 ? 0 : pollEndNs(last);
        rows[row + LAST_POLL_ENTER_NS] = last < 0 ? 0 : pollEnterNs(last);
        rows[row + POLLING_BEFORE] = last < 0 || polled(last) ? last : rows[row(last) + POLLING_BEFORE];
        rows[row + ANY_POLLING_BEFORE] = newestPolling(call - 1);
        rows[row + FLAGS] = (long) armed.ordinal() << ARMING_SHIFT;
        // Nearly always the same: to store a reference costs more than to look.
        if (napi[slot] != view) {
            napi[slot] = view;
        }
        calls = call + 1;
        return call;
    }

    /**
     * Completes the newest call.
     *
     * @param nowNs when it returned
     * @param polls whether it was one that polls the device where it finds no packet
     * @param firstNs the stamp of its first datagram, 0 where it returned none
     * @param full whether it returned as many datagrams as it could: only then it has not polled the emptied queue
     *     once more before it returned
     * @param awayNs when the thread last left its CPU in it, 0 if it did not
     * @param untimed whether the thread may have lost its CPU in it at a time that is not known
     * @param jvmPaused whether the JVM was stopping its threads, or held them, meanwhile
     */
    public void end(long nowNs, boolean polls, long firstNs, boolean full, long awayNs, boolean untimed,
            boolean jvmPaused) {
        long call = calls - 1;
        int row = row(call);
        rows[row + EXIT_NS] = nowNs;
        rows[row + HANDLED_NS] = nowNs;
        rows[row + FIRST_STAMP_NS] = firstNs;
        rows[row + FLAGS] |= (polls ? POLLED : 0) | (untimed ? UNTIMED_SWITCH : 0)
                | (jvmPaused ? PAUSED_INSIDE : 0);
        boolean emptied = polls && arming(call) != Arming.NOT_ARMED && (!full || firstNs >= enterNs(call));
        if (emptied) {
            // Whoever leaves a spin polls once more (net/core/dev.c, busy_poll_stop): to return, or to let others run. In
            // the second case nothing shows that it polled again before it returned.
            rows[row + POLL_END_NS] = awayNs != 0 ? awayNs : nowNs;
            rows[row + POLL_ENTER_NS] = enterNs(call);
        } else {
            rows[row + POLL_END_NS] = rows[row + LAST_POLL_NS];
            rows[row + POLL_ENTER_NS] = rows[row + LAST_POLL_ENTER_NS];
        }
    }

    /** Says when the handler was done with the packets of call {@code call}. */
    public void handled(long call, long nowNs) {
        rows[row(call) + HANDLED_NS] = nowNs;
    }

    /**
     * Forgets all calls but the newest, which it lets begin and end now, because the clock has been set: times and
     * stamps of before cannot be compared with later ones.
     */
    void restart(long nowNs) {
        forgotten = calls - 1;
        validFromNs = nowNs;
        enterNs[(int) forgotten & MASK] = nowNs;
        int row = row(forgotten);
        rows[row + EXIT_NS] = nowNs;
        rows[row + HANDLED_NS] = nowNs;
        rows[row + LAST_POLL_NS] = 0;
        rows[row + POLL_END_NS] = 0;
        rows[row + LAST_POLL_ENTER_NS] = 0;
        rows[row + POLL_ENTER_NS] = 0;
    }

    /** Stamps from before this are of a clock that has been set since. */
    public long validFromNs() {
        return validFromNs;
    }

    /** Calls made so far; the newest is this less one. */
    public long calls() {
        return calls;
    }

    /**
     * The newest call entered at or before {@code stampNs}; the stamp lies inside it if it is not after its exit, else
     * between it and the next.
     *
     * @return its number, {@link #BEFORE_ALL} or {@link #FORGOTTEN}
     */
    public long newestEnteredBy(long stampNs) {
        long oldest = oldest();
        long call = RingSearch.lastAtMost(enterNs, oldest, calls, stampNs);
        if (call >= oldest) {
            return call;
        }
        return oldest == 0 ? BEFORE_ALL : FORGOTTEN;
    }

    /**
     * The newest call, not after {@code call}, that was made on NAPI {@code napiId}; negative where none is near. While
     * it is not known which NAPI feeds a socket, 0 stands for it.
     */
    public long newestOf(int napiId, long call) {
        long oldest = Math.max(oldest(), call - LOOK_BACK);
        for (long i = call; i >= oldest; i--) {
            int id = napi[(int) i & MASK].napiId();
            if (id == napiId || id == 0 || napiId == 0) {
                return i;
            }
        }
        return BEFORE_ALL;
    }

    /** The newest call, not after {@code call}, that polls NAPI {@code napiId}, as {@link #newestOf}; negative where none is kept. */
    public long newestPolling(int napiId, long call) {
        long newest = newestOf(napiId, call);
        if (newest < 0 || polled(newest)) {
            return newest;
        }
        long before = rows[row(newest) + POLLING_BEFORE];
        return before >= oldest() ? before : BEFORE_ALL;
    }

    /** The newest call, not after {@code call}, that polls, whatever NAPI; negative where none is kept. */
    public long newestPolling(long call) {
        if (call < oldest()) {
            return BEFORE_ALL;
        }
        long newest = polled(call) ? call : rows[row(call) + ANY_POLLING_BEFORE];
        return newest >= oldest() ? newest : BEFORE_ALL;
    }

    private boolean has(long call, long flag) {
        return (rows[row(call) + FLAGS] & flag) != 0;
    }

    private static int row(long call) {
        return ((int) call & MASK) << ROW_SHIFT;
    }

    private long oldest() {
        return Math.max(forgotten, calls - KEPT);
    }

    /** When call {@code call} was entered. */
    public long enterNs(long call) {
        return enterNs[(int) call & MASK];
    }

    /** When call {@code call} returned. */
    public long exitNs(long call) {
        return rows[row(call) + EXIT_NS];
    }

    /** When the handler was done with the packets of call {@code call}; for the newest call its exit. */
    public long handledNs(long call) {
        return rows[row(call) + HANDLED_NS];
    }

    /** The stamp of the first datagram that call {@code call} returned; 0 without one. */
    public long firstStampNs(long call) {
        return rows[row(call) + FIRST_STAMP_NS];
    }

    /** Whether the socket's queue was empty when call {@code call} was entered. */
    public boolean foundEmpty(long call) {
        long firstNs = firstStampNs(call);
        return firstNs == 0 || firstNs >= enterNs(call);
    }

    /** Whether call {@code call} was one that polls the device where it finds no packet. */
    public boolean polled(long call) {
        return has(call, POLLED);
    }

    /**
     * When our last poll in or before call {@code call} ended that left the ring empty, if it took fewer packets than
     * its budget; 0 where there was none.
     */
    public long pollEndNs(long call) {
        return rows[row(call) + POLL_END_NS];
    }

    /** When our last poll before call {@code call} ended that left the ring empty; 0 where there was none. */
    public long lastPollNs(long call) {
        return rows[row(call) + LAST_POLL_NS];
    }

    /** When the call was entered that made the poll of {@link #pollEndNs}; 0 where there was none. */
    public long pollEnterNs(long call) {
        return rows[row(call) + POLL_ENTER_NS];
    }

    /** When the call was entered that made the poll of {@link #lastPollNs}; 0 where there was none. */
    public long lastPollEnterNs(long call) {
        return rows[row(call) + LAST_POLL_ENTER_NS];
    }

    /** Whether busy poll was in force for call {@code call}. */
    public Arming arming(long call) {
        return ARMINGS[(int) (rows[row(call) + FLAGS] >>> ARMING_SHIFT)];
    }

    /** What was known of the NAPI that call {@code call} was to poll when it was entered. */
    public NapiView napi(long call) {
        return napi[(int) call & MASK];
    }

    /** Whether the thread may have lost its CPU in call {@code call} at a time that is not known. */
    public boolean hasUntimedSwitch(long call) {
        return has(call, UNTIMED_SWITCH);
    }

    /** Whether the JVM stopped its threads while call {@code call} was made. */
    public boolean wasPausedInside(long call) {
        return has(call, PAUSED_INSIDE);
    }

    /** Whether the JVM stopped its threads between call {@code call} and the next. */
    public boolean wasPausedAfter(long call) {
        return has(call, PAUSED_AFTER);
    }
}

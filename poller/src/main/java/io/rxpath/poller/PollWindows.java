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

    private final long[] enterNs = new long[KEPT];
    private final long[] exitNs = new long[KEPT];
    private final long[] handledNs = new long[KEPT];
    private final long[] firstStampNs = new long[KEPT];
    private final long[] lastPollNs = new long[KEPT];
    private final long[] pollEndNs = new long[KEPT];
    private final long[] lastPollEnterNs = new long[KEPT];
    private final long[] pollEnterNs = new long[KEPT];
    private final boolean[] polled = new boolean[KEPT];
    /** The newest call before each that polls, of the same NAPI, and of any. */
    private final long[] pollingBefore = new long[KEPT];
    private final long[] anyPollingBefore = new long[KEPT];
    private final boolean[] untimedSwitch = new boolean[KEPT];
    private final boolean[] pausedInside = new boolean[KEPT];
    private final boolean[] pausedAfter = new boolean[KEPT];
    private final Arming[] arming = new Arming[KEPT];
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
        int slot = (int) call & MASK;
        if (call > forgotten) {
            pausedAfter[(int) (call - 1) & MASK] = jvmPaused;
        }
        enterNs[slot] = nowNs;
        exitNs[slot] = Long.MAX_VALUE;
        handledNs[slot] = Long.MAX_VALUE;
        firstStampNs[slot] = 0;
        pausedAfter[slot] = false;
        long last = newestOf(view.napiId(), call - 1);
        lastPollNs[slot] = last < 0 ? 0 : pollEndNs[(int) last & MASK];
        lastPollEnterNs[slot] = last < 0 ? 0 : pollEnterNs[(int) last & MASK];
        pollingBefore[slot] = last < 0 || polled[(int) last & MASK] ? last : pollingBefore[(int) last & MASK];
        anyPollingBefore[slot] = newestPolling(call - 1);
        // Nearly always the same: to store a reference costs more than to look.
        if (arming[slot] != armed) {
            arming[slot] = armed;
        }
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
        int slot = (int) (calls - 1) & MASK;
        exitNs[slot] = nowNs;
        handledNs[slot] = nowNs;
        firstStampNs[slot] = firstNs;
        polled[slot] = polls;
        untimedSwitch[slot] = untimed;
        pausedInside[slot] = jvmPaused;
        pollEnterNs[slot] = lastPollEnterNs[slot];
        if (!polls || arming[slot] == Arming.NOT_ARMED) {
            pollEndNs[slot] = lastPollNs[slot];
        } else if (!full || firstNs >= enterNs[slot]) {
            // Whoever leaves a spin polls once more (net/core/dev.c, busy_poll_stop): to return, or to let others run. In
            // the second case nothing shows that it polled again before it returned.
            pollEndNs[slot] = awayNs != 0 ? awayNs : nowNs;
            pollEnterNs[slot] = enterNs[slot];
        } else {
            pollEndNs[slot] = lastPollNs[slot];
        }
    }

    /** Says when the handler was done with the packets of call {@code call}. */
    public void handled(long call, long nowNs) {
        handledNs[(int) call & MASK] = nowNs;
    }

    /**
     * Forgets all calls but the newest, which it lets begin and end now, because the clock has been set: times and
     * stamps of before cannot be compared with later ones.
     */
    void restart(long nowNs) {
        forgotten = calls - 1;
        validFromNs = nowNs;
        int slot = (int) forgotten & MASK;
        enterNs[slot] = nowNs;
        exitNs[slot] = nowNs;
        handledNs[slot] = nowNs;
        lastPollNs[slot] = 0;
        pollEndNs[slot] = 0;
        lastPollEnterNs[slot] = 0;
        pollEnterNs[slot] = 0;
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
        long before = pollingBefore[(int) newest & MASK];
        return before >= oldest() ? before : BEFORE_ALL;
    }

    /** The newest call, not after {@code call}, that polls, whatever NAPI; negative where none is kept. */
    public long newestPolling(long call) {
        if (call < oldest()) {
            return BEFORE_ALL;
        }
        long newest = polled(call) ? call : anyPollingBefore[(int) call & MASK];
        return newest >= oldest() ? newest : BEFORE_ALL;
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
        return exitNs[(int) call & MASK];
    }

    /** When the handler was done with the packets of call {@code call}; for the newest call its exit. */
    public long handledNs(long call) {
        return handledNs[(int) call & MASK];
    }

    /** The stamp of the first datagram that call {@code call} returned; 0 without one. */
    public long firstStampNs(long call) {
        return firstStampNs[(int) call & MASK];
    }

    /** Whether the socket's queue was empty when call {@code call} was entered. */
    public boolean foundEmpty(long call) {
        int slot = (int) call & MASK;
        return firstStampNs[slot] == 0 || firstStampNs[slot] >= enterNs[slot];
    }

    /** Whether call {@code call} was one that polls the device where it finds no packet. */
    public boolean polled(long call) {
        return polled[(int) call & MASK];
    }

    /**
     * When our last poll in or before call {@code call} ended that left the ring empty, if it took fewer packets than
     * its budget; 0 where there was none.
     */
    public long pollEndNs(long call) {
        return pollEndNs[(int) call & MASK];
    }

    /** When our last poll before call {@code call} ended that left the ring empty; 0 where there was none. */
    public long lastPollNs(long call) {
        return lastPollNs[(int) call & MASK];
    }

    /** When the call was entered that made the poll of {@link #pollEndNs}; 0 where there was none. */
    public long pollEnterNs(long call) {
        return pollEnterNs[(int) call & MASK];
    }

    /** When the call was entered that made the poll of {@link #lastPollNs}; 0 where there was none. */
    public long lastPollEnterNs(long call) {
        return lastPollEnterNs[(int) call & MASK];
    }

    /** Whether busy poll was in force for call {@code call}. */
    public Arming arming(long call) {
        return arming[(int) call & MASK];
    }

    /** What was known of the NAPI that call {@code call} was to poll when it was entered. */
    public NapiView napi(long call) {
        return napi[(int) call & MASK];
    }

    /** Whether the thread may have lost its CPU in call {@code call} at a time that is not known. */
    public boolean hasUntimedSwitch(long call) {
        return untimedSwitch[(int) call & MASK];
    }

    /** Whether the JVM stopped its threads while call {@code call} was made. */
    public boolean wasPausedInside(long call) {
        return pausedInside[(int) call & MASK];
    }

    /** Whether the JVM stopped its threads between call {@code call} and the next. */
    public boolean wasPausedAfter(long call) {
        return pausedAfter[(int) call & MASK];
    }
}

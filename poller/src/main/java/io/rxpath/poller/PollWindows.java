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

    private final long[] enterNs = new long[KEPT];
    private final long[] exitNs = new long[KEPT];
    private final long[] firstStampNs = new long[KEPT];
    private final long[] lastPollNs = new long[KEPT];
    private final long[] pollEndNs = new long[KEPT];
    private final boolean[] untimedSwitch = new boolean[KEPT];
    private final Arming[] arming = new Arming[KEPT];
    private final NapiView[] napi = new NapiView[KEPT];
    private long calls;

    /** Enters the call that is about to be made and returns its number. */
    public long begin(long nowNs, Arming armed, NapiView view) {
        long call = calls;
        int slot = (int) call & MASK;
        enterNs[slot] = nowNs;
        exitNs[slot] = Long.MAX_VALUE;
        firstStampNs[slot] = 0;
        lastPollNs[slot] = call == 0 ? 0 : pollEndNs[(int) (call - 1) & MASK];
        arming[slot] = armed;
        napi[slot] = view;
        calls = call + 1;
        return call;
    }

    /**
     * Completes the newest call.
     *
     * @param nowNs when it returned
     * @param firstNs the stamp of its first datagram, 0 where it returned none
     * @param full whether it returned as many datagrams as it could: only then it has not polled the emptied queue
     *     once more before it returned
     * @param asleepNs when the thread went to sleep in it for want of a packet, 0 if it did not
     * @param untimedSwitch whether the thread may have lost its CPU in it at a time that is not known
     */
    public void end(long nowNs, long firstNs, boolean full, long asleepNs, boolean untimedSwitch) {
        int slot = (int) (calls - 1) & MASK;
        exitNs[slot] = nowNs;
        firstStampNs[slot] = firstNs;
        this.untimedSwitch[slot] = untimedSwitch;
        if (arming[slot] == Arming.NOT_ARMED) {
            pollEndNs[slot] = lastPollNs[slot];
        } else if (!full) {
            pollEndNs[slot] = nowNs;
        } else if (firstNs >= enterNs[slot]) {
            pollEndNs[slot] = asleepNs == 0 ? firstNs : asleepNs;
        } else {
            pollEndNs[slot] = lastPollNs[slot];
        }
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
        long oldest = Math.max(0, calls - KEPT);
        for (long call = calls - 1; call >= oldest; call--) {
            if (enterNs[(int) call & MASK] <= stampNs) {
                return call;
            }
        }
        return oldest == 0 ? BEFORE_ALL : FORGOTTEN;
    }

    /** When call {@code call} was entered. */
    public long enterNs(long call) {
        return enterNs[(int) call & MASK];
    }

    /** When call {@code call} returned. */
    public long exitNs(long call) {
        return exitNs[(int) call & MASK];
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

    /** When our last poll in or before call {@code call} ended that left the ring empty; 0 where there was none. */
    public long pollEndNs(long call) {
        return pollEndNs[(int) call & MASK];
    }

    /** When our last poll before call {@code call} ended that left the ring empty; 0 where there was none. */
    public long lastPollNs(long call) {
        return lastPollNs[(int) call & MASK];
    }

    /** Whether busy poll was in force for call {@code call}. */
    public Arming arming(long call) {
        return arming[(int) call & MASK];
    }

    /** What was known of the NAPI when call {@code call} was entered. */
    public NapiView napi(long call) {
        return napi[(int) call & MASK];
    }

    /** Whether the thread may have lost its CPU in call {@code call} at a time that is not known. */
    public boolean hasUntimedSwitch(long call) {
        return untimedSwitch[(int) call & MASK];
    }
}

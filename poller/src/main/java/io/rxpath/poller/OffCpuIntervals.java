package io.rxpath.poller;

/**
 * When the poll thread was not on its CPU: its last intervals, in order, in CLOCK_REALTIME ns. Owned by the poll
 * thread; nothing is allocated after creation.
 */
public final class OffCpuIntervals {
    /** How many intervals are kept. */
    public static final int KEPT = 512;

    /** A CPU that is not known. */
    public static final int NO_CPU = -1;

    private static final int MASK = KEPT - 1;

    private final long[] outNs = new long[KEPT];
    private final long[] inNs = new long[KEPT];
    private final long[] queuedNs = new long[KEPT];
    /** Of each the length of all up to it. */
    private final long[] sumNs = new long[KEPT];
    private final boolean[] preemptedThen = new boolean[KEPT];
    private final int[] outCpus = new int[KEPT];
    private final int[] inCpus = new int[KEPT];
    private long count;
    private long forgotten;
    private long newestInNs;

    /**
     * Adds the next interval.
     *
     * @param out when the thread lost its CPU
     * @param in when it got one again, not before {@code out}
     * @param preempted whether it was still runnable when it lost the CPU
     * @param outCpu the CPU that it lost
     * @param inCpu the CPU that it got
     */
    public void add(long out, long in, boolean preempted, int outCpu, int inCpu) {
        int slot = (int) count++ & MASK;
        outNs[slot] = out;
        inNs[slot] = in;
        queuedNs[slot] = preempted ? in - out : 0;
        preemptedThen[slot] = preempted;
        outCpus[slot] = outCpu;
        inCpus[slot] = inCpu;
        sumNs[slot] = (count == 1 ? 0 : sumNs[slot - 1 & MASK]) + in - out;
        newestInNs = in;
    }

    /** Says how long the thread stood runnable in the run queue before interval {@code i} ended. */
    public void setQueuedNs(long i, long queued) {
        int slot = (int) i & MASK;
        queuedNs[slot] = Math.clamp(queued, 0, inNs[slot] - outNs[slot]);
    }

    /** Intervals seen so far; the newest is this less one. */
    public long count() {
        return count;
    }

    /** The oldest interval that is still kept. */
    public long oldest() {
        return Math.max(forgotten, count - KEPT);
    }

    /** Forgets what was added, because its clock no longer runs. */
    void forget() {
        forgotten = count;
        newestInNs = 0;
    }

    /** When the newest interval ended; 0 before the first. A packet stamped later met none. */
    public long newestInNs() {
        return newestInNs;
    }

    /** When interval {@code i} began. */
    public long outNs(long i) {
        return outNs[(int) i & MASK];
    }

    /** When interval {@code i} ended. */
    public long inNs(long i) {
        return inNs[(int) i & MASK];
    }

    /** How long of the end of interval {@code i} the thread was runnable and waited for its CPU. */
    public long queuedNs(long i) {
        return queuedNs[(int) i & MASK];
    }

    /** The last interval that begins at or before {@code timeNs}; less than {@link #oldest} where none is kept. */
    public long lastOutBy(long timeNs) {
        return RingSearch.lastAtMost(outNs, oldest(), count, timeNs);
    }

    /** The last interval that ends at or before {@code timeNs}; less than {@link #oldest} where none is kept. */
    public long lastInBy(long timeNs) {
        return RingSearch.lastAtMost(inNs, oldest(), count, timeNs);
    }

    /** How much of [fromNs, untilNs] all kept intervals cover together. */
    public long coveredNs(long fromNs, long untilNs) {
        if (newestInNs <= fromNs) {
            return 0;
        }
        long first = lastInBy(fromNs) + 1;
        long last = lastOutBy(untilNs);
        if (first >= last) {
            return first == last ? overlapNs(first, fromNs, untilNs) : 0;
        }
        return overlapNs(first, fromNs, untilNs) + sumNs[(int) (last - 1) & MASK] - sumNs[(int) first & MASK]
                + overlapNs(last, fromNs, untilNs);
    }

    /** How much of interval {@code i} lies in [fromNs, untilNs]. */
    public long overlapNs(long i, long fromNs, long untilNs) {
        return Math.max(0, Math.min(inNs(i), untilNs) - Math.max(outNs(i), fromNs));
    }

    /** Whether the thread was still runnable when interval {@code i} began: it lost the CPU against its will. */
    public boolean isPreempted(long i) {
        return preemptedThen[(int) i & MASK];
    }

    /** Whether the thread came back from interval {@code i} on another CPU. */
    public boolean isMigrated(long i) {
        return outCpus[(int) i & MASK] != inCpus[(int) i & MASK];
    }

    /** The CPU that the thread was on at a time, or had last been on; {@link #NO_CPU} before the oldest kept interval. */
    public int cpuAt(long timeNs) {
        long before = lastInBy(timeNs);
        if (before >= oldest()) {
            return inCpus[(int) before & MASK];
        }
        return oldest() < count ? outCpus[(int) oldest() & MASK] : NO_CPU;
    }

    /** The kept interval that covers {@code stampNs}, its ends included; -1 where there is none. */
    public long find(long stampNs) {
        if (stampNs > newestInNs) {
            return -1;
        }
        long i = lastOutBy(stampNs);
        return i >= oldest() && stampNs <= inNs(i) ? i : -1;
    }

    /** The last kept interval that ends at or before {@code stampNs} and begins at or after {@code fromNs}; or -1. */
    public long lastBefore(long stampNs, long fromNs) {
        if (newestInNs < fromNs) {
            return -1;
        }
        long i = lastInBy(stampNs);
        return i >= oldest() && outNs(i) >= fromNs ? i : -1;
    }
}

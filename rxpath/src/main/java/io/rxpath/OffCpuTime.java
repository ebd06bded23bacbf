package io.rxpath;

import java.util.Arrays;

import io.rxpath.poller.Arming;
import io.rxpath.poller.OffCpuIntervals;
import io.rxpath.poller.PollWindows;
import io.rxpath.poller.Poller;
import io.rxpath.poller.ThreadRecord;
import io.rxpath.telemetry.event.Cause;

/**
 * How long a poll thread was kept off its CPU in a span of time, and by what chiefly. The wait for a packet is not
 * meant, and neither is a sleep of the handler's own. Used by the poll thread; never allocates.
 */
final class OffCpuTime {
    /** A sleep that begins this soon is that of a call which could not poll at all. */
    private static final long AT_ONCE_NS = 15_000;
    /** A call that gave up polls for a window after its last sleep; what ends right before the return is no such sleep. */
    private static final long LEAVING_NS = 500_000;

    /** A softirq stamps together what it queues one after the other: who goes to sleep meanwhile still waits for it. */
    private static final long QUEUEING_NS = 20_000;

    private static final Cause[] CAUSES = Cause.values();

    private final PollWindows windows;
    private final OffCpuIntervals switches;
    private final OffCpuIntervals stalls;
    private final long windowNs;
    private final boolean callsWait;
    private boolean ownsLoop = true;
    private final long[] byCauseNs = new long[CAUSES.length];
    private long stalledNs;

    /**
     * Creates the reader of a thread's record.
     *
     * @param windowNs how long a call busy-polls an empty queue, ns
     * @param callsWait whether a call sleeps where its window has found nothing; else whoever sleeps in one is held
     */
    OffCpuTime(ThreadRecord thread, long windowNs, boolean callsWait) {
        this.windows = thread.windows();
        this.switches = thread.intervals();
        this.stalls = thread.stalls();
        this.windowNs = windowNs;
        this.callsWait = callsWait;
    }

    /** Says whether the loop around the turns is the receiver's own; another's may sleep as it likes. */
    void ownsLoop(boolean own) {
        ownsLoop = own;
    }

    /** Whether the thread met nothing at all since {@code fromNs}. */
    boolean isUndisturbedSince(long fromNs) {
        return switches.newestInNs() <= fromNs && stalls.newestInNs() <= fromNs;
    }

    /** Time in [fromNs, untilNs] in which the thread was kept off its CPU against its will. */
    long stealNs(long fromNs, long untilNs) {
        begin();
        long sum = 0;
        for (long i = switches.count() - 1; i >= switches.oldest() && switches.inNs(i) > fromNs; i--) {
            long againstWillNs = againstWillFromNs(i, fromNs);
            long part = switches.overlapNs(i, Math.max(againstWillNs, fromNs), untilNs);
            sum += part;
            if (part > 0) {
                enter(part, causeOf(i, againstWillNs == switches.outNs(i)));
            }
        }
        for (long i = stalls.count() - 1; i >= stalls.oldest() && stalls.inNs(i) > fromNs; i--) {
            long part = stalls.overlapNs(i, fromNs, untilNs);
            stalledNs += part;
            enter(part, Cause.STALLED);
        }
        return sum + stalledNs;
    }

    /**
     * Time in [fromNs, stampNs], before a packet was stamped, in which the thread was switched off its CPU against its
     * will. A sleep that waited for the packet is not meant.
     */
    long beforeStampNs(long fromNs, long stampNs) {
        begin();
        long sum = 0;
        for (long i = switches.count() - 1; i >= switches.oldest() && switches.inNs(i) > fromNs; i--) {
            long againstWillNs = againstWillFromNs(i, stampNs);
            long part = switches.overlapNs(i, Math.max(againstWillNs, fromNs), stampNs);
            sum += part;
            if (part > 0) {
                enter(part, causeOf(i, againstWillNs == switches.outNs(i)));
            }
        }
        return sum;
    }

    /** How much of the time last asked for was lost without a switch. */
    long stalledNs() {
        return stalledNs;
    }

    /** What took most of the time last asked for, all that it took by the same cause together. */
    Cause cause() {
        int most = Cause.NONE.ordinal();
        for (int i = 0; i < byCauseNs.length; i++) {
            most = byCauseNs[i] > byCauseNs[most] ? i : most;
        }
        return CAUSES[most];
    }

    private void begin() {
        Arrays.fill(byCauseNs, 0);
        stalledNs = 0;
    }

    private void enter(long part, Cause of) {
        byCauseNs[of.ordinal()] += part;
    }

    /** From when on the thread was off its CPU in interval i although a packet, or the spin, wanted it. */
    private long againstWillFromNs(long i, long stampNs) {
        long outNs = switches.outNs(i);
        if (switches.isPreempted(i)) {
            return outNs;
        }
        long call = windows.newestEnteredBy(outNs);
        if (call < 0) {
            return Long.MAX_VALUE;
        }
        if (outNs > windows.exitNs(call)) {
            boolean held = outNs > windows.handledNs(call) && (ownsLoop || windows.wasPausedAfter(call));
            return held ? outNs : switches.inNs(i) - switches.queuedNs(i);
        }
        if (!callsWait || outNs >= stampNs + QUEUEING_NS || isAfterPackets(i, call)
                || isBeforeExpiry(outNs, call) && !isAtOnce(outNs, call)) {
            return outNs;
        }
        return switches.inNs(i) - switches.queuedNs(i);
    }

    /** Whether the call had what it returned, or had given up, when interval i began: it waited for nothing any more. */
    private boolean isAfterPackets(long i, long call) {
        long firstNs = windows.firstStampNs(call);
        return firstNs != 0
                ? !windows.foundEmpty(call) || firstNs + QUEUEING_NS < switches.outNs(i)
                : windows.wasPausedInside(call) && windows.exitNs(call) - switches.inNs(i) < LEAVING_NS;
    }

    private boolean isBeforeExpiry(long outNs, long call) {
        return windows.arming(call) == Arming.ARMED && windows.polled(call) && windows.foundEmpty(call)
                && outNs < windows.enterNs(call) + windowNs - Poller.EXPIRY_TOLERANCE_NS;
    }

    /** Whether the sleep that began at {@code outNs} is that of a call which could not poll, whatever was thought. */
    boolean isAtOnce(long outNs, long call) {
        return callsWait && windows.foundEmpty(call) && !windows.wasPausedInside(call)
                && outNs - windows.enterNs(call) < Math.min(AT_ONCE_NS, windowNs / 2);
    }

    /** A thread that was held, and then came back on another CPU, was held: nobody moved it off its CPU. */
    private Cause causeOf(long i, boolean held) {
        if (held && !switches.isPreempted(i)) {
            return wasPausedBy(i) ? Cause.JVM_PAUSE : Cause.STOPPED;
        }
        return switches.isMigrated(i) ? Cause.MIGRATED : Cause.PREEMPTED;
    }

    /**
     * Whether the JVM stopped its threads about when interval i began. Between reading the clock and looking at the JVM
     * some time passes, so that a pause right after a reading is seen with what was before it.
     */
    boolean wasPausedBy(long i) {
        long outNs = switches.outNs(i);
        long call = windows.newestEnteredBy(outNs);
        return call >= 0 && (windows.wasPausedInside(call) || (outNs > windows.exitNs(call)
                ? windows.wasPausedAfter(call)
                : windows.wasPausedAfter(call - 1)));
    }
}

package io.rxpath;

import io.rxpath.poller.Arming;
import io.rxpath.poller.OffCpuIntervals;
import io.rxpath.poller.PollWindows;
import io.rxpath.poller.Poller;
import io.rxpath.poller.ThreadRecord;
import io.rxpath.telemetry.event.Cause;

/**
 * Of one interval in which a poll thread was switched off its CPU, from when on that was against its will, and why. The
 * wait for a packet is not meant, and neither is a sleep of the handler's own. Used by the poll thread; never allocates.
 */
final class AgainstWill {
    /** A sleep that begins this soon is that of a call which could not poll at all. */
    private static final long AT_ONCE_NS = 15_000;
    /** A call that gave up polls for a window after its last sleep; what ends right before the return is no such sleep. */
    private static final long LEAVING_NS = 500_000;
    /** A softirq stamps together what it queues one after the other: who goes to sleep meanwhile still waits for it. */
    static final long QUEUEING_NS = 20_000;
    /** Waking up may take as long on a CPU that nobody has, from the run queue to the first instruction. */
    static final long WAKE_UP_NS = 20_000;

    private final PollWindows windows;
    private final OffCpuIntervals switches;
    private final long windowNs;
    private final boolean callsWait;
    private boolean ownsLoop = true;

    /**
     * Creates the judge of a thread's record.
     *
     * @param windowNs how long a call busy-polls an empty queue, ns
     * @param callsWait whether a call sleeps where its window has found nothing; else whoever sleeps in one is held
     */
    AgainstWill(ThreadRecord thread, long windowNs, boolean callsWait) {
        this.windows = thread.windows();
        this.switches = thread.intervals();
        this.windowNs = windowNs;
        this.callsWait = callsWait;
    }

    /** Says whether the loop around the turns is the receiver's own; another's may sleep as it likes. */
    void ownsLoop(boolean own) {
        ownsLoop = own;
    }

    /**
     * From when on the thread was off its CPU in interval {@code i} although a packet, or the spin, wanted it; later than
     * the interval's end where it never was.
     *
     * @param packetThere whether the packet in question lay in the queue when the interval began
     */
    long fromNs(long i, boolean packetThere) {
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
            return held ? outNs : waitFromNs(i);
        }
        if (!callsWait || packetThere || isAfterPackets(i, call)
                || isBeforeExpiry(outNs, call) && !isAtOnce(outNs, call)) {
            return outNs;
        }
        return waitFromNs(i);
    }

    /** Since when a thread that had been asleep was woken and waited for a CPU that somebody else had. */
    private long waitFromNs(long i) {
        long queuedNs = switches.queuedNs(i);
        return switches.inNs(i) - (queuedNs < WAKE_UP_NS ? 0 : queuedNs);
    }

    /** Whether the call had what it returned, or had given up, when interval i began: it waited for nothing any more. */
    private boolean isAfterPackets(long i, long call) {
        long firstNs = windows.firstStampNs(call);
        return firstNs != 0
                ? firstNs + QUEUEING_NS < switches.outNs(i) || !windows.foundEmpty(call) && wasPausedBy(i)
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

    /**
     * What kept the thread off its CPU in interval {@code i}. One that was held, and then came back on another CPU, was
     * held: nobody moved it off its CPU.
     *
     * @param fromNs since when, as {@link #fromNs} says
     */
    Cause cause(long i, long fromNs) {
        if (fromNs == switches.outNs(i) && !switches.isPreempted(i)) {
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

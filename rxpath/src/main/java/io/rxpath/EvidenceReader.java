package io.rxpath;

import io.rxpath.poller.Arming;
import io.rxpath.poller.EngineKind;
import io.rxpath.poller.NapiView;
import io.rxpath.poller.OffCpuIntervals;
import io.rxpath.poller.PollWindows;
import io.rxpath.poller.Poller;
import io.rxpath.telemetry.event.Cause;
import io.rxpath.telemetry.event.Deliverer;

/**
 * Infers from the calls and the off-CPU intervals of a poll thread who delivered a packet and how long the thread was
 * kept from it, without privilege. A packet is judged by the call that stamped it. Where the evidence does not decide
 * it says so; see docs/branch-model.md. Used by the poll thread; never allocates.
 */
final class EvidenceReader {
    /** A softirq that began before a call was entered has been seen to stamp up to 14 us after it. */
    static final long SETTLE_NS = 15_000;
    /** One turn of the kernel's busy-poll loop: while it spins, no packet waits longer for it. */
    static final long SPIN_TURN_NS = 2_000;
    private static final long EXPIRY_GUARD_NS = 2_000;
    private static final long HARVEST_SPREAD_NS = 1_500;

    private final PollWindows windows;
    private final OffCpuIntervals intervals;
    private final boolean wantsBusyPoll;
    private final long windowNs;
    private Cause largestCause;
    private long provenPollNs;

    /**
     * Creates the reader of one worker.
     *
     * @param engine how the worker waits
     * @param windowNs how long a call busy-polls an empty queue, ns
     */
    EvidenceReader(PollWindows windows, OffCpuIntervals intervals, EngineKind engine, long windowNs) {
        this.windows = windows;
        this.intervals = intervals;
        this.wantsBusyPoll = engine != EngineKind.INTERRUPT;
        this.windowNs = windowNs;
    }

    /**
     * Fills {@code evidence} for one packet.
     *
     * @param stackNs the kernel's stamp, CLOCK_REALTIME ns, or {@link PacketEvidence#NO_STAMP}
     * @param returningCall the call that returned the packet
     * @param first whether it is its socket's first packet
     */
    void read(long stackNs, long returningCall, boolean first, PacketEvidence evidence) {
        evidence.appNs = windows.exitNs(returningCall);
        evidence.ingressNs = stackNs;
        evidence.deliverer = Deliverer.CONTESTED;
        evidence.softirqCause = Cause.NONE;
        evidence.stealNs = 0;
        evidence.stealCause = Cause.NONE;
        evidence.unseenNs = PacketEvidence.UNBOUNDED_NS;
        evidence.unseenOffCpuNs = 0;
        evidence.unseenCause = Cause.NONE;
        if (stackNs == PacketEvidence.NO_STAMP || stackNs > evidence.appNs) {
            evidence.ingressNs = PacketEvidence.NO_STAMP;
            return;
        }
        if (stackNs < intervals.newestInNs()) {
            evidence.stealNs = stealNs(stackNs, evidence.appNs);
            evidence.stealCause = largestCause;
        }
        long call = windows.newestEnteredBy(stackNs);
        if (call == PollWindows.FORGOTTEN) {
            return;
        }
        if (call == PollWindows.BEFORE_ALL || stackNs > windows.exitNs(call)) {
            betweenCalls(stackNs, call, first, evidence);
        } else {
            insideCall(stackNs, call, returningCall, first, evidence);
        }
    }

    private void betweenCalls(long stackNs, long call, boolean first, PacketEvidence evidence) {
        evidence.deliverer = Deliverer.SOFTIRQ;
        evidence.softirqCause = causeBetweenCalls(stackNs, call, first);
        long pollEndNs = call == PollWindows.BEFORE_ALL ? 0 : windows.pollEndNs(call);
        if (pollEndNs != 0) {
            evidence.unseenNs = stackNs - pollEndNs;
        }
    }

    private Cause causeBetweenCalls(long stackNs, long call, boolean first) {
        if (!wantsBusyPoll) {
            return Cause.IRQ_MODE;
        }
        if (first || call == PollWindows.BEFORE_ALL || windows.arming(call) == Arming.NOT_ARMED) {
            return Cause.NOT_ARMED;
        }
        long off = intervals.find(stackNs);
        return off >= 0 && intervals.isPreempted(off) ? Cause.PREEMPTED : Cause.AWAY;
    }

    private void insideCall(long stackNs, long call, long returningCall, boolean first,
            PacketEvidence evidence) {
        Arming arming = windows.arming(call);
        long off = intervals.find(stackNs);
        if (arming == Arming.NOT_ARMED || first) {
            evidence.deliverer = Deliverer.SOFTIRQ;
            evidence.softirqCause = wantsBusyPoll ? Cause.NOT_ARMED : Cause.IRQ_MODE;
            return;
        }
        if (off >= 0) {
            evidence.deliverer = Deliverer.SOFTIRQ;
            evidence.softirqCause = causeOfAbsence(off, call);
            long pollEndNs = Math.max(windows.lastPollNs(call),
                    windows.foundEmpty(call) ? Math.min(intervals.outNs(off), stackNs) : 0);
            if (pollEndNs != 0) {
                evidence.unseenNs = Math.max(0, stackNs - pollEndNs);
            }
            return;
        }
        if (arming == Arming.UNCHECKED || windows.hasUntimedSwitch(call)
                || windows.hasUntimedSwitch(returningCall)) {
            return;
        }
        onCpuInArmedCall(stackNs, call, evidence);
    }

    private Cause causeOfAbsence(long off, long call) {
        if (intervals.isPreempted(off)) {
            return Cause.PREEMPTED;
        }
        long outNs = intervals.outNs(off);
        if (outNs < windows.enterNs(call)) {
            return Cause.AWAY;
        }
        if (outNs >= windows.enterNs(call) + windowNs - Poller.EXPIRY_TOLERANCE_NS
                || !windows.foundEmpty(call)) {
            return Cause.WINDOW_EXPIRED;
        }
        // Asleep before the window's end: held by force, or the socket could not poll and nobody had checked yet.
        return windows.arming(call) == Arming.ARMED ? Cause.STOPPED : Cause.NOT_ARMED;
    }

    private void onCpuInArmedCall(long stackNs, long call, PacketEvidence evidence) {
        long enterNs = windows.enterNs(call);
        boolean spins = windows.foundEmpty(call);
        long absence = intervals.lastBefore(stackNs, enterNs);
        // Since when we poll without a pause, and when the poll before that pause ended.
        long pollingSinceNs = absence < 0 ? enterNs : intervals.inNs(absence);
        long pausedSinceNs = absence < 0 || !spins ? windows.lastPollNs(call) : intervals.outNs(absence);
        // A sleep that no packet ended timed out, and the kernel polls for another window.
        boolean wokenByPacket = absence >= 0 && !intervals.isPreempted(absence)
                && windows.firstStampNs(call) <= intervals.inNs(absence);

        if (spins && !wokenByPacket && stackNs - pollingSinceNs > SPIN_TURN_NS) {
            evidence.unseenNs = SPIN_TURN_NS;
        } else if (pausedSinceNs != 0) {
            evidence.unseenNs = Math.max(0, stackNs - pausedSinceNs);
            if (pausedSinceNs < intervals.newestInNs()) {
                evidence.unseenOffCpuNs = offCpuNs(pausedSinceNs, stackNs);
                evidence.unseenCause = largestCause;
            }
        }
        if (wokenByPacket) {
            return;
        }
        boolean settled = spins && stackNs >= pollingSinceNs + SETTLE_NS;
        NapiView napi = windows.napi(call);
        if (napi.isDeferred()) {
            // A packet that we took is itself a poll of ours, though the ring need not be empty after it.
            long lastPollNs = provenPollNs <= stackNs ? Math.max(pausedSinceNs, provenPollNs) : pausedSinceNs;
            long pauseNs = lastPollNs == 0 ? Long.MAX_VALUE : (spins ? pollingSinceNs : stackNs) - lastPollNs;
            if (pauseNs <= napi.groFlushTimeoutNs() / 10 * 9 || settled) {
                takenByUs(stackNs, evidence);
                return;
            }
        }
        // Without deferral an interrupt wins whenever we do not own the NAPI: only an undisturbed spin proves a hit,
        // and only for packets taken by the poll that ended it.
        if (settled && absence < 0 && stackNs <= enterNs + windowNs - EXPIRY_GUARD_NS
                && stackNs - windows.firstStampNs(call) <= HARVEST_SPREAD_NS) {
            takenByUs(stackNs, evidence);
        }
    }

    private void takenByUs(long stackNs, PacketEvidence evidence) {
        evidence.deliverer = Deliverer.BUSY_POLL;
        provenPollNs = Math.max(provenPollNs, stackNs);
    }

    /** Time in [fromNs, untilNs] in which the thread was kept off its CPU; its chief cause in largestCause. */
    private long stealNs(long fromNs, long untilNs) {
        long sum = 0;
        long largest = 0;
        largestCause = Cause.NONE;
        for (long i = intervals.count() - 1; i >= intervals.oldest() && intervals.inNs(i) > fromNs; i--) {
            long part = intervals.overlapNs(i, Math.max(againstWillFromNs(i, fromNs), fromNs), untilNs);
            sum += part;
            if (part > largest) {
                largest = part;
                largestCause = causeOfSteal(i, fromNs);
            }
        }
        return sum;
    }

    /** From when on the thread was off its CPU in interval i although a packet, or the spin, wanted it. */
    private long againstWillFromNs(long i, long stackNs) {
        if (intervals.isPreempted(i)) {
            return intervals.outNs(i);
        }
        long outNs = intervals.outNs(i);
        long call = windows.newestEnteredBy(outNs);
        if (call < 0 || outNs > windows.exitNs(call)) {
            return Long.MAX_VALUE; // the handler's own sleep, or the drain's
        }
        if (outNs >= stackNs || isBeforeExpiry(outNs, call)) {
            return outNs;
        }
        return intervals.inNs(i) - intervals.queuedNs(i);
    }

    private boolean isBeforeExpiry(long outNs, long call) {
        return windows.arming(call) == Arming.ARMED && windows.foundEmpty(call)
                && outNs < windows.enterNs(call) + windowNs - Poller.EXPIRY_TOLERANCE_NS;
    }

    private Cause causeOfSteal(long i, long stackNs) {
        if (intervals.isMigrated(i)) {
            return Cause.MIGRATED;
        }
        if (intervals.isPreempted(i)) {
            return Cause.PREEMPTED;
        }
        return againstWillFromNs(i, stackNs) == intervals.outNs(i) ? Cause.STOPPED : Cause.PREEMPTED;
    }

    private long offCpuNs(long fromNs, long untilNs) {
        long sum = 0;
        long largest = 0;
        largestCause = Cause.NONE;
        for (long i = intervals.count() - 1; i >= intervals.oldest() && intervals.inNs(i) > fromNs; i--) {
            long part = intervals.overlapNs(i, fromNs, untilNs);
            sum += part;
            if (part > largest) {
                largest = part;
                largestCause = intervals.isMigrated(i)
                        ? Cause.MIGRATED
                        : intervals.isPreempted(i) ? Cause.PREEMPTED : Cause.STOPPED;
            }
        }
        return sum;
    }
}

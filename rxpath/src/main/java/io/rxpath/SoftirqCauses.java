package io.rxpath;

import io.rxpath.poller.Arming;
import io.rxpath.poller.EngineKind;
import io.rxpath.poller.OffCpuIntervals;
import io.rxpath.poller.PollWindows;
import io.rxpath.poller.Poller;
import io.rxpath.poller.ThreadRecord;
import io.rxpath.telemetry.event.Cause;

/** What our thread was doing when a softirq delivered. Used by the poll thread; never allocates. */
final class SoftirqCauses {
    /** The turn of the loop from an empty call to the next. */
    static final long TURN_NS = 3_000;

    /** From reading the clock until the call looks at its queue: what is stamped by then it finds there. */
    private static final long ENTRY_NS = 2_000;

    private final PollWindows windows;
    private final OffCpuIntervals intervals;
    private final AgainstWill againstWill;
    private final boolean wantsBusyPoll;
    private final boolean onePerWait;
    private final boolean callsWait;
    private final long windowNs;

    /**
     * Creates the rule for one worker.
     *
     * @param engine how the worker waits
     * @param windowNs how long a call busy-polls an empty queue, ns
     */
    SoftirqCauses(ThreadRecord thread, AgainstWill againstWill, EngineKind engine, long windowNs) {
        this.windows = thread.windows();
        this.intervals = thread.intervals();
        this.againstWill = againstWill;
        wantsBusyPoll = engine != EngineKind.INTERRUPT;
        onePerWait = engine == EngineKind.EPOLL;
        callsWait = engine != EngineKind.SPINNING;
        this.windowNs = windowNs;
    }

    /**
     * The cause of a delivery stamped {@code stampNs}.
     *
     * @param call the newest call entered by then, or one of {@link PollWindows}' negative answers
     * @param napiId the NAPI that feeds the packet's socket
     * @param first whether it is the socket's first packet
     */
    Cause of(long stampNs, long call, int napiId, boolean first) {
        if (!wantsBusyPoll) {
            return Cause.IRQ_MODE;
        }
        if (call < 0 || first) {
            return Cause.NOT_ARMED;
        }
        // An epoll wait polls for one NAPI, whoever its sockets belong to; receive calls poll for their own socket's.
        long ours = onePerWait ? windows.newestPolling(call) : windows.newestPolling(napiId, call);
        if (ours >= 0 && EvidenceReader.isOther(windows.napi(ours).napiId(), napiId)) {
            return Cause.NOT_ARMED;
        }
        if (ours < 0 || windows.arming(ours) == Arming.NOT_ARMED) {
            return Cause.NOT_ARMED;
        }
        boolean inside = stampNs <= windows.exitNs(call);
        long off = intervals.find(stampNs);
        if (off >= 0) {
            return ofAbsence(off, call, inside);
        }
        // A call that found a queue is the drain, and what is stamped before it looks it finds there.
        boolean looked = inside && stampNs - windows.enterNs(call) > ENTRY_NS;
        boolean polling = looked
                ? windows.polled(call) && windows.foundEmpty(call)
                : isTurn(inside ? call - 1 : call);
        return polling ? Cause.RACED : Cause.AWAY;
    }

    /** Whether the time after a call is but the turn of the loop: no packet to handle, and the next call at once. */
    private boolean isTurn(long call) {
        return call >= 0 && windows.polled(call) && windows.firstStampNs(call) == 0
                && (call + 1 == windows.calls()
                        || windows.enterNs(call + 1) - windows.exitNs(call) <= TURN_NS);
    }

    private Cause ofAbsence(long off, long call, boolean inside) {
        if (intervals.isPreempted(off)) {
            return Cause.PREEMPTED;
        }
        long outNs = intervals.outNs(off);
        if (againstWill.wasPausedBy(off)) {
            return Cause.AWAY;
        }
        if (!inside || outNs < windows.enterNs(call)) {
            long before = windows.newestEnteredBy(outNs);
            return before >= 0 && outNs > windows.handledNs(before) ? Cause.STOPPED : Cause.AWAY;
        }
        long firstNs = windows.firstStampNs(call);
        if (!windows.polled(call) || firstNs != 0 && firstNs < outNs) {
            return Cause.STOPPED; // it waited for nothing any more
        }
        if (callsWait && outNs >= windows.enterNs(call) + windowNs - Poller.EXPIRY_TOLERANCE_NS) {
            return Cause.WINDOW_EXPIRED;
        }
        // Asleep at once: the socket could not poll, and nobody had noticed yet. Asleep in mid-window: held by force.
        return againstWill.isAtOnce(outNs, call) || windows.arming(call) != Arming.ARMED
                ? Cause.NOT_ARMED
                : Cause.STOPPED;
    }
}

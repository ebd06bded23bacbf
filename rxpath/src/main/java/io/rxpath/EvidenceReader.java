package io.rxpath;

import io.rxpath.config.BusyPollConfig;
import io.rxpath.poller.Arming;
import io.rxpath.poller.Delivery;
import io.rxpath.poller.EngineKind;
import io.rxpath.poller.NapiView;
import io.rxpath.poller.OffCpuIntervals;
import io.rxpath.poller.PollWindows;
import io.rxpath.poller.Taker;
import io.rxpath.poller.ThreadRecord;
import io.rxpath.telemetry.event.Cause;
import io.rxpath.telemetry.event.Deliverer;
import io.rxpath.telemetry.event.Via;

/**
 * Finds out from the record of a poll thread who delivered a packet and how long the thread was kept from it: from the
 * kernel's own records where they are read, else by inference from calls and switches, without privilege. A packet is
 * judged by the call that stamped it. Where the evidence does not decide it says so; see docs/branch-model.md. Used by
 * the poll thread; never allocates.
 */
final class EvidenceReader {
    /** A softirq that began before a call was entered has been seen to stamp up to 14 us after it. */
    static final long SETTLE_NS = 15_000;
    private static final long EXPIRY_GUARD_NS = 2_000;
    private static final long HARVEST_SPREAD_NS = 1_500;

    private final PollWindows windows;
    private final OffCpuIntervals intervals;
    private final AgainstWill againstWill;
    private final OffCpuTime offCpu;
    private final SoftirqCauses causes;
    private final UnseenBound unseen;
    private final boolean ownsNapiInCall;
    private final long windowNs;
    private final boolean prefers;
    private Delivery delivery = Delivery.UNKNOWN;
    /** Of the packet before, where those stamped after it and before a time are judged alike; else 0. */
    private long likeFromNs;
    private long likeUntilNs;
    private long likeCall;
    private int likeNapiId;

    /**
     * Creates the reader of one worker.
     *
     * @param engine how the worker waits
     * @param windowNs how long a call busy-polls an empty queue, ns
     * @param busyPoll whether its polls keep the device's interrupts deferred, and how many packets one takes
     * @param sockets how many sockets the worker has
     */
    EvidenceReader(ThreadRecord thread, EngineKind engine, long windowNs, BusyPollConfig busyPoll,
            int sockets) {
        this.windows = thread.windows();
        this.intervals = thread.intervals();
        this.windowNs = windowNs;
        prefers = busyPoll.prefer();
        ownsNapiInCall = engine == EngineKind.BLOCKING || engine == EngineKind.EPOLL;
        againstWill = new AgainstWill(thread, windowNs, engine != EngineKind.SPINNING);
        offCpu = new OffCpuTime(thread, againstWill);
        causes = new SoftirqCauses(thread, againstWill, engine, windowNs);
        unseen = new UnseenBound(thread, offCpu, busyPoll.budgetInForce(), sockets,
                engine == EngineKind.EPOLL);
    }

    /** Says whether the loop around the turns is the receiver's own. */
    void ownsLoop(boolean own) {
        againstWill.ownsLoop(own);
    }

    /**
     * Fills {@code evidence}, always the same object, for one packet.
     *
     * @param stackNs the kernel's stamp, CLOCK_REALTIME ns, or {@link PacketEvidence#NO_STAMP}
     * @param returningCall the call that returned the packet
     * @param napiId the NAPI that feeds its socket, 0 where that is not known
     * @param first whether it is its socket's first packet
     * @param told how it was taken from the device, as the kernel's records tell
     */
    void read(long stackNs, long returningCall, int napiId, boolean first, Delivery told,
            PacketEvidence evidence) {
        if (isLikeTheOneBefore(stackNs, returningCall, napiId, first, told)) {
            likeFromNs = stackNs;
            evidence.moveTo(stackNs);
            return;
        }
        likeUntilNs = 0;
        delivery = told;
        evidence.reset(windows.exitNs(returningCall));
        if (stackNs == PacketEvidence.NO_STAMP || stackNs > evidence.appNs
                || stackNs < windows.validFromNs()) {
            return;
        }
        evidence.ingressNs = stackNs;
        if (!offCpu.isUndisturbedSince(stackNs)) {
            evidence.stealNs = offCpu.stealNs(stackNs, evidence.appNs);
            evidence.stealCause = offCpu.cause();
            evidence.stalled = offCpu.stalledNs() > 0;
        }
        long call = windows.newestEnteredBy(stackNs);
        if (told.taker() != Taker.UNKNOWN) {
            witnessed(stackNs, call, napiId, first, evidence);
        } else if (call != PollWindows.FORGOTTEN) {
            infer(stackNs, call, returningCall, napiId, first, evidence);
            if (!first && isLikeTheNext(stackNs, call, returningCall)) {
                likeFromNs = stackNs;
                likeUntilNs = windows.enterNs(call + 1);
                likeCall = returningCall;
                likeNapiId = napiId;
            }
        }
    }

    private void witnessed(long stackNs, long call, int napiId, boolean first, PacketEvidence evidence) {
        evidence.verified = true;
        if (delivery.taker() == Taker.SELF) {
            takenByUs(stackNs, call, napiId, evidence);
        } else {
            evidence.via = via(delivery.taker());
            takenByOthers(stackNs, call, napiId, first, evidence);
        }
    }

    private boolean isLikeTheOneBefore(long stackNs, long returningCall, int napiId, boolean first,
            Delivery told) {
        return stackNs < likeUntilNs && stackNs >= likeFromNs && returningCall == likeCall
                && napiId == likeNapiId && told.taker() == Taker.UNKNOWN && !first;
    }

    /**
     * Whether what is stamped after {@code stackNs}, but before the next call, is judged as this is but for its times: a
     * queue grew between two calls, and nothing has happened to the thread since. A receiver that has fallen behind
     * catches up the faster.
     */
    private boolean isLikeTheNext(long stackNs, long call, long returningCall) {
        return call >= 0 && call < returningCall && stackNs > windows.exitNs(call)
                && offCpu.isUndisturbedSince(stackNs)
                && stackNs - unseen.lastTakenNs() > TakenPolls.SAME_POLL_NS;
    }

    private static Via via(Taker taker) {
        return switch (taker) {
            case INLINE -> Via.INLINE;
            case REMOTE -> Via.REMOTE;
            case TIMER -> Via.TIMER;
            case KSOFTIRQD -> Via.KSOFTIRQD;
            case PEER -> Via.PEER;
            case UNKNOWN, SELF, OTHER -> Via.NONE;
        };
    }

    private void takenByUs(long stackNs, long call, int napiId, PacketEvidence evidence) {
        evidence.deliverer = Deliverer.BUSY_POLL;
        unseen.bound(stackNs, call, napiId, delivery, evidence);
        unseen.onTaken(stackNs, evidence);
    }

    private void takenByOthers(long stackNs, long call, int napiId, boolean first, PacketEvidence evidence) {
        evidence.deliverer = Deliverer.SOFTIRQ;
        evidence.softirqCause = causes.of(stackNs, call, napiId, first);
        unseen.bound(stackNs, call, napiId, delivery, evidence);
    }

    private void infer(long stackNs, long call, long returningCall, int napiId, boolean first,
            PacketEvidence evidence) {
        if (call == PollWindows.BEFORE_ALL || stackNs > windows.exitNs(call) || !windows.polled(call)
                || windows.arming(call) == Arming.NOT_ARMED || intervals.find(stackNs) >= 0
                || isOther(windows.napi(call).napiId(), napiId)) {
            takenByOthers(stackNs, call, napiId, first, evidence);
            return;
        }
        if (windows.arming(call) == Arming.UNCHECKED || windows.hasUntimedSwitch(call)
                || windows.hasUntimedSwitch(returningCall)) {
            return;
        }
        if (isSurelyOurs(stackNs, call)) {
            takenByUs(stackNs, call, napiId, evidence);
        } else {
            unseen.bound(stackNs, call, napiId, delivery, evidence);
        }
    }

    /** Whether the call polled another NAPI than the one that feeds the packet's socket. */
    static boolean isOther(int polled, int feeding) {
        return polled != feeding && polled != 0 && feeding != 0;
    }

    /**
     * Whether it is certain without the kernel's records that our poll took the packet stamped {@code stackNs} while the
     * thread was on its CPU in the armed call {@code call}.
     */
    private boolean isSurelyOurs(long stackNs, long call) {
        long enterNs = windows.enterNs(call);
        boolean spins = windows.foundEmpty(call);
        long absence = intervals.lastBefore(stackNs, enterNs);
        if (isWokenByPacket(absence, call)) {
            return false;
        }
        long pollingSinceNs = absence < 0 ? enterNs : intervals.inNs(absence);
        boolean settled = spins && stackNs >= pollingSinceNs + SETTLE_NS;
        NapiView napi = windows.napi(call);
        if (prefers && napi.isDeferred()) {
            if (settled) {
                return true;
            }
            // A packet that we took is itself a poll of ours, though the ring need not be empty after it.
            long lastPollNs = Math.max(unseen.pausedSinceNs(stackNs, call), unseen.lastTakenBefore(stackNs));
            long pauseNs = (spins ? pollingSinceNs : stackNs) - lastPollNs;
            if (lastPollNs != 0 && 10 * pauseNs <= 9 * napi.groFlushTimeoutNs()) {
                return true;
            }
        }
        // Without deferral an interrupt wins whenever we do not own the NAPI: only an undisturbed spin proves a hit,
        // and only for packets taken by the poll that ended it.
        return ownsNapiInCall && settled && absence < 0 && stackNs <= enterNs + windowNs - EXPIRY_GUARD_NS
                && stackNs - windows.firstStampNs(call) <= HARVEST_SPREAD_NS;
    }

    /** A sleep that no packet ended timed out, and the kernel polls for another window. */
    private boolean isWokenByPacket(long absence, long call) {
        return absence >= 0 && !intervals.isPreempted(absence)
                && windows.firstStampNs(call) <= intervals.inNs(absence);
    }
}

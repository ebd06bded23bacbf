package io.rxpath;

import io.rxpath.poller.OffCpuIntervals;
import io.rxpath.poller.PollWindows;
import io.rxpath.poller.ThreadRecord;

/**
 * How long a packet may have waited in the device's ring before its stamp, at most: since our last poll that left the
 * ring empty. Remembers the polls that packets of ours prove. Used by the poll thread; never allocates.
 */
final class UnseenBound {
    /** One turn of the kernel's busy-poll loop: while it spins, no packet waits longer for it. */
    static final long SPIN_TURN_NS = 2_000;
    /** Packets of one poll are stamped together. */
    private static final long SAME_POLL_NS = 1_500;
    /**
     * A poll that took fewer packets than its budget emptied the ring. The kernel's budget of a busy poll is 8, and so is
     * the number of packets that it hands up at once within a larger one.
     */
    private static final int BUDGET = 8;

    private final PollWindows windows;
    private final OffCpuIntervals intervals;
    private final OffCpuTime offCpu;
    private int napiId;
    private long lastTakenNs;
    private int takenTogether;
    private long emptiedNs;

    UnseenBound(ThreadRecord thread, OffCpuTime offCpu) {
        this.windows = thread.windows();
        this.intervals = thread.intervals();
        this.offCpu = offCpu;
    }

    /**
     * Enters the bound for the packet stamped {@code stackNs}.
     *
     * @param newest the newest call entered by then, or one of {@link PollWindows}' negative answers
     * @param napi the NAPI that feeds its socket
     */
    void bound(long stackNs, long newest, int napi, PacketEvidence evidence) {
        if (napi != napiId) {
            napiId = napi;
            lastTakenNs = 0;
            takenTogether = 0;
            emptiedNs = 0;
        }
        long call = newest < 0 ? newest : windows.newestOf(napi, newest);
        if (call < 0) {
            return;
        }
        if (stackNs <= windows.exitNs(call) && isSpinning(stackNs, call)) {
            evidence.unseenNs = SPIN_TURN_NS;
            emptiedNs = Math.max(emptiedNs, stackNs - SPIN_TURN_NS);
            return;
        }
        long emptyNs = Math.max(pausedSinceNs(stackNs, call), emptiedBefore(stackNs));
        if (emptyNs == 0) {
            return;
        }
        evidence.unseenNs = Math.max(0, stackNs - emptyNs);
        if (!offCpu.isUndisturbedSince(emptyNs)) {
            evidence.unseenOffCpuNs = offCpu.beforeStampNs(emptyNs, stackNs);
            evidence.unseenCause = offCpu.cause();
        }
    }

    /** The spin ends with the first packets: what is stamped later in the same call waited for another poll. */
    private boolean isSpinning(long stackNs, long call) {
        if (stackNs - windows.firstStampNs(call) > SAME_POLL_NS && windows.firstStampNs(call) != 0) {
            return false;
        }
        if (!windows.foundEmpty(call) || !windows.polled(call) || intervals.find(stackNs) >= 0) {
            return false;
        }
        long absence = intervals.lastBefore(stackNs, windows.enterNs(call));
        boolean woken = absence >= 0 && !intervals.isPreempted(absence)
                && windows.firstStampNs(call) <= intervals.inNs(absence);
        long sinceNs = absence < 0 ? windows.enterNs(call) : intervals.inNs(absence);
        return !woken && stackNs - sinceNs > SPIN_TURN_NS;
    }

    /** When the last poll ended that left the ring empty and after which our thread paused; 0 where none is known. */
    long pausedSinceNs(long stackNs, long call) {
        if (stackNs > windows.exitNs(call)) {
            return windows.pollEndNs(call);
        }
        if (windows.foundEmpty(call) && windows.polled(call)) {
            long off = intervals.find(stackNs);
            long absence = off >= 0 ? off : intervals.lastBefore(stackNs, windows.enterNs(call));
            if (absence >= 0) {
                return Math.max(windows.lastPollNs(call), intervals.outNs(absence));
            }
        }
        return windows.lastPollNs(call);
    }

    /** Our poll took the packet stamped {@code stackNs}, whose bound was entered just now. */
    void onTaken(long stackNs) {
        if (stackNs < lastTakenNs) {
            return;
        }
        if (stackNs - lastTakenNs > SAME_POLL_NS) {
            emptiedNs = emptiedBefore(stackNs);
            takenTogether = 0;
        }
        takenTogether++;
        lastTakenNs = stackNs;
    }

    /** The stamp of the last packet before {@code stackNs} that our poll took; 0 without one. */
    long lastTakenBefore(long stackNs) {
        return lastTakenNs <= stackNs ? lastTakenNs : 0;
    }

    /** The end of the last poll before that of {@code stackNs} that took so few packets that it emptied the ring. */
    private long emptiedBefore(long stackNs) {
        if (stackNs - lastTakenNs > SAME_POLL_NS && takenTogether > 0 && takenTogether < BUDGET) {
            return lastTakenNs;
        }
        return emptiedNs <= stackNs ? emptiedNs : 0;
    }
}

package io.rxpath;

import io.rxpath.poller.Delivery;
import io.rxpath.poller.OffCpuIntervals;
import io.rxpath.poller.PollWindows;
import io.rxpath.poller.ThreadRecord;

/**
 * How long a packet may have waited in the device's ring before its stamp, at most: since our last poll that left the
 * ring empty. Packets that one poll took have one such poll before them. Used by the poll thread; never allocates.
 */
final class UnseenBound {
    /** One turn of the kernel's busy-poll loop: while it spins, no packet waits longer for it. */
    static final long SPIN_TURN_NS = 2_000;
    /** From the entry of a call to the end of its first poll where that takes no packet. */
    private static final long FIRST_POLL_NS = 4_000;
    /** A poll takes its packets one after the other and stamps them together: the first may be that much older. */
    private static final long HARVEST_NS = 8_000;
    /** Of a poll with a larger budget the kernel hands up as many at once (gro_normal_batch). */
    private static final int HANDED_UP_AT_ONCE = 8;

    private final PollWindows windows;
    private final OffCpuIntervals intervals;
    private final OffCpuTime offCpu;
    /** A poll that took fewer packets of ours emptied the ring. */
    private final int emptying;
    private final int sockets;
    private final boolean waitsForAll;
    private final TakenPolls taken = new TakenPolls();
    private int napiId;

    /**
     * Creates the keeper of one worker.
     *
     * @param budget packets that one poll takes at most
     * @param sockets the worker's; where they are several, nobody can count one poll's packets before all are received
     * @param waitsForAll whether a call that waits finds nothing in any socket's queue, instead of in its own
     */
    UnseenBound(ThreadRecord thread, OffCpuTime offCpu, int budget, int sockets, boolean waitsForAll) {
        this.windows = thread.windows();
        this.intervals = thread.intervals();
        this.offCpu = offCpu;
        this.sockets = sockets;
        this.waitsForAll = waitsForAll;
        emptying = Math.min(budget, HANDED_UP_AT_ONCE);
    }

    /**
     * Enters the bound for the packet stamped {@code stackNs}.
     *
     * @param newest the newest call entered by then, or one of {@link PollWindows}' negative answers
     * @param napi the NAPI that feeds its socket
     * @param delivery how it was taken from the device, as the kernel's records tell
     */
    void bound(long stackNs, long newest, int napi, Delivery delivery, PacketEvidence evidence) {
        if (napi != napiId) {
            napiId = napi;
            taken.clear();
        }
        long emptyNs = delivery.emptyNs() != 0
                ? delivery.emptyNs()
                : emptyNs(stackNs, newest < 0 ? newest : windows.newestOf(napi, newest), delivery.takenNs());
        if (emptyNs == 0) {
            return;
        }
        evidence.unseenNs = Math.max(0, stackNs - emptyNs);
        if (!offCpu.isUndisturbedSince(emptyNs)) {
            evidence.unseenOffCpuNs = offCpu.beforeStampNs(emptyNs, stackNs);
            evidence.unseenCause = offCpu.cause();
        }
    }

    /** When the ring was last known to be empty before the poll that took the packet; 0 where that is not known. */
    private long emptyNs(long stackNs, long call, long takenNs) {
        long poll = taken.of(stackNs);
        if (poll != TakenPolls.NONE) {
            return taken.emptyBefore(poll);
        }
        if (call < 0) {
            return 0;
        }
        long known = knownEmptyNs(stackNs, call);
        if (stackNs > windows.exitNs(call)) {
            return known;
        }
        // The spin ends with the first packets: what is stamped later in the call waited for another poll.
        long firstNs = windows.firstStampNs(call);
        boolean later = firstNs != 0 && stackNs - firstNs > TakenPolls.SAME_POLL_NS;
        long atNs = later ? firstNs - HARVEST_NS : takenNs != 0 ? takenNs : stackNs - HARVEST_NS;
        long spinningSinceNs = spinningSinceNs(stackNs, call);
        return spinningSinceNs != 0 && atNs - spinningSinceNs > FIRST_POLL_NS
                ? Math.max(known, atNs - SPIN_TURN_NS)
                : known;
    }

    private long knownEmptyNs(long stackNs, long call) {
        long pausedSinceNs = pausedSinceNs(stackNs, call);
        long poll = taken.before(stackNs);
        if (poll == TakenPolls.NONE) {
            return pausedSinceNs;
        }
        if (taken.packets(poll) < emptying && isCounted(poll, call)) {
            return Math.max(pausedSinceNs, taken.last(poll));
        }
        // The last poll that took packets of ours may have taken all it might: only a call made since can have emptied the ring.
        boolean inside = stackNs <= windows.exitNs(call);
        long polledFromNs = inside ? windows.lastPollEnterNs(call) : windows.pollEnterNs(call);
        return polledFromNs > taken.last(poll) ? pausedSinceNs : taken.emptyBefore(poll);
    }

    /** Whether all packets of a poll had been received when {@code call} was made. */
    private boolean isCounted(long poll, long call) {
        if (sockets == 1) {
            return true;
        }
        if (!windows.foundEmpty(call) || windows.enterNs(call) < taken.last(poll)) {
            return false;
        }
        for (long other = call - 1; !waitsForAll && other > call - sockets; other--) {
            if (other < 0 || windows.firstStampNs(other) != 0 || windows.enterNs(other) < taken.last(poll)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Since when the thread had polled an empty ring without a pause when a packet was stamped in call {@code call}; 0
     * where it did not.
     */
    private long spinningSinceNs(long stackNs, long call) {
        long firstNs = windows.firstStampNs(call);
        if (!windows.foundEmpty(call) || !windows.polled(call) || intervals.find(stackNs) >= 0) {
            return 0;
        }
        long absence = intervals.lastBefore(stackNs, windows.enterNs(call));
        if (absence < 0) {
            return windows.enterNs(call);
        }
        // A sleep that a packet ended is not followed by a spin.
        boolean woken = !intervals.isPreempted(absence) && firstNs <= intervals.inNs(absence);
        return woken ? 0 : intervals.inNs(absence);
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
    void onTaken(long stackNs, PacketEvidence evidence) {
        taken.add(stackNs,
                evidence.unseenNs == PacketEvidence.UNBOUNDED_NS ? 0 : stackNs - evidence.unseenNs);
    }

    /** The stamp of the last packet that our poll took; 0 without one. */
    long lastTakenNs() {
        return taken.latestNs();
    }

    /** The stamp of the last packet before {@code stackNs} that our poll took; 0 without one. */
    long lastTakenBefore(long stackNs) {
        long poll = taken.before(stackNs + 1);
        return poll == TakenPolls.NONE ? 0 : taken.last(poll);
    }
}

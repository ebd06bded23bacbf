package io.rxpath;

import java.util.Arrays;

import io.rxpath.poller.OffCpuIntervals;
import io.rxpath.poller.PollWindows;
import io.rxpath.poller.ThreadRecord;
import io.rxpath.telemetry.event.Cause;

/**
 * How long a poll thread was kept off its CPU in a span of time, and by what chiefly. Costs about the same for any span.
 * Used by the poll thread; never allocates.
 */
final class OffCpuTime {
    private static final Cause[] CAUSES = Cause.values();

    private final PollWindows windows;
    private final OffCpuIntervals switches;
    private final OffCpuIntervals stalls;
    private final AgainstWill againstWill;
    /** What each interval took from a packet that was there when it began, and from one that was not. */
    private final StealSums fromPresent = new StealSums();
    private final StealSums fromAbsent = new StealSums();
    /** The sums hold all intervals before this one. */
    private long summed;
    private final long[] byCauseNs = new long[CAUSES.length];
    private long stalledNs;

    /** Creates the reader of a thread's record. */
    OffCpuTime(ThreadRecord thread, AgainstWill againstWill) {
        this.windows = thread.windows();
        this.switches = thread.intervals();
        this.stalls = thread.stalls();
        this.againstWill = againstWill;
    }

    /** Whether the thread met nothing at all since {@code fromNs}. */
    boolean isUndisturbedSince(long fromNs) {
        return switches.newestInNs() <= fromNs && stalls.newestInNs() <= fromNs;
    }

    /** Time in [fromNs, untilNs] in which the thread was kept off its CPU against its will; the packet is there from fromNs on. */
    long stealNs(long fromNs, long untilNs) {
        long sum = sum(fromNs, untilNs, fromNs + AgainstWill.QUEUEING_NS, fromPresent);
        stalledNs = stalls.coveredNs(fromNs, untilNs);
        byCauseNs[Cause.STALLED.ordinal()] += stalledNs;
        return sum + stalledNs;
    }

    /**
     * Time in [fromNs, stampNs], before a packet was stamped, in which the thread was switched off its CPU against its
     * will. A sleep that waited for the packet is not meant.
     */
    long beforeStampNs(long fromNs, long stampNs) {
        return sum(fromNs, stampNs, fromNs, fromAbsent);
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

    /**
     * What the intervals of a span took.
     *
     * @param alikeFromNs intervals that begin from here on are judged alike, whichever packet asks
     * @param sums what those took
     */
    private long sum(long fromNs, long untilNs, long alikeFromNs, StealSums sums) {
        Arrays.fill(byCauseNs, 0);
        stalledNs = 0;
        sumUp();
        long i = switches.lastInBy(fromNs) + 1;
        long last = switches.lastOutBy(untilNs);
        if (i > last) {
            return 0;
        }
        long sum = 0;
        do {
            sum += each(i, fromNs, untilNs, sums == fromPresent && switches.outNs(i) >= alikeFromNs);
            i++;
        } while (i <= last && switches.outNs(i) < alikeFromNs);
        long whole = Math.min(last, summed - 1);
        if (whole >= i && switches.inNs(whole) > untilNs) {
            whole--;
        }
        if (whole >= i) {
            sum += sums.addTo(byCauseNs, i - 1, whole);
            i = whole + 1;
        }
        for (; i <= last; i++) {
            sum += each(i, fromNs, untilNs, sums == fromPresent);
        }
        return sum;
    }

    private long each(long i, long fromNs, long untilNs, boolean packetThere) {
        long againstWillNs = againstWill.fromNs(i, packetThere);
        long part = switches.overlapNs(i, Math.max(againstWillNs, fromNs), untilNs);
        if (part > 0) {
            byCauseNs[againstWill.cause(i, againstWillNs).ordinal()] += part;
        }
        return part;
    }

    /** Sums up the intervals of which all is known: those that ended before the newest call did. */
    private void sumUp() {
        long exitNs = windows.exitNs(windows.calls() - 1);
        for (summed = Math.max(summed, switches.oldest()); summed < switches.count()
                && switches.inNs(summed) <= exitNs; summed++) {
            enter(fromPresent, summed, true);
            enter(fromAbsent, summed, false);
        }
    }

    private void enter(StealSums sums, long i, boolean packetThere) {
        long againstWillNs = againstWill.fromNs(i, packetThere);
        long part = Math.max(0, switches.inNs(i) - Math.max(againstWillNs, switches.outNs(i)));
        sums.enter(i, part, againstWill.cause(i, againstWillNs));
    }
}

package io.rxpath;

import io.rxpath.poller.OffCpuIntervals;
import io.rxpath.telemetry.event.Cause;

/**
 * Of each switch interval what it took by which cause, added up over all intervals before it: a packet that waited
 * through hundreds of them is judged as fast as one that met two. Else a receiver that has fallen behind would fall ever
 * further behind. Used by the poll thread; never allocates.
 */
final class StealSums {
    private static final Cause[] CAUSES = {Cause.PREEMPTED, Cause.MIGRATED, Cause.STOPPED, Cause.JVM_PAUSE};
    private static final int MASK = OffCpuIntervals.KEPT - 1;

    private final long[] totalNs = new long[CAUSES.length];
    private final long[] upToNs = new long[OffCpuIntervals.KEPT * CAUSES.length];

    /** Enters interval {@code i}, which took {@code ns} by {@code cause}; one after the other. */
    void enter(long i, long ns, Cause cause) {
        int row = row(i);
        for (int c = 0; c < CAUSES.length; c++) {
            totalNs[c] += CAUSES[c] == cause ? ns : 0;
            upToNs[row + c] = totalNs[c];
        }
    }

    /**
     * Adds to {@code byCauseNs}, by the causes' ordinals, what the intervals after {@code after} up to {@code last} took.
     *
     * @return all of it together, ns
     */
    long addTo(long[] byCauseNs, long after, long last) {
        int from = row(after);
        int to = row(last);
        long sum = 0;
        for (int c = 0; c < CAUSES.length; c++) {
            long ns = upToNs[to + c] - upToNs[from + c];
            byCauseNs[CAUSES[c].ordinal()] += ns;
            sum += ns;
        }
        return sum;
    }

    private static int row(long i) {
        return ((int) i & MASK) * CAUSES.length;
    }
}

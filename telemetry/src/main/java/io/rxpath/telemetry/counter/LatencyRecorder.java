package io.rxpath.telemetry.counter;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import org.HdrHistogram.Histogram;

/**
 * Latencies in ns with three significant digits, up to 100 s. One thread records, another takes intervals.
 *
 * <p>The buckets are HdrHistogram's: 2,048 values each to themselves, then 1,024 buckets for each doubling. Recording is
 * one plain addition, because counts only grow and whoever takes an interval remembers what it has taken; a recorder that
 * swaps histograms under its writer costs two locked instructions a packet.
 */
public final class LatencyRecorder {
    /** A longer latency is recorded as this one. */
    public static final long MAX_NS = 100_000_000_000L;

    private static final int DIGITS = 3;
    private static final int HALF_BITS = 10;
    private static final int HALF = 1 << HALF_BITS;
    private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] counts = new long[bucket(MAX_NS) + 1];
    private final long[] taken = new long[counts.length];

    /** Records a latency; by the poll thread; allocates nothing. */
    public void record(long latencyNs) {
        int bucket = bucket(Math.clamp(latencyNs, 0, MAX_NS));
        ELEMENT.setOpaque(counts, bucket, counts[bucket] + 1);
    }

    /**
     * What was recorded since the last call; by any thread but the poll thread.
     *
     * @param recycle a histogram that this method returned before, to be used again, or null
     */
    public synchronized Histogram interval(Histogram recycle) {
        Histogram interval = recycle == null ? new Histogram(MAX_NS, DIGITS) : recycle;
        interval.reset();
        for (int i = 0; i < counts.length; i++) {
            long count = (long) ELEMENT.getOpaque(counts, i);
            if (count != taken[i]) {
                interval.recordValueWithCount(leastNs(i), count - taken[i]);
                taken[i] = count;
            }
        }
        return interval;
    }

    private static int bucket(long ns) {
        int shift = 63 - HALF_BITS - Long.numberOfLeadingZeros(ns | 2 * HALF - 1);
        return (shift << HALF_BITS) + (int) (ns >> shift);
    }

    private static long leastNs(int bucket) {
        int shift = bucket < 2 * HALF ? 0 : (bucket >> HALF_BITS) - 1;
        return (long) (bucket - (shift << HALF_BITS)) << shift;
    }
}

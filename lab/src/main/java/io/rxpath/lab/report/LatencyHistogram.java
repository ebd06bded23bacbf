package io.rxpath.lab.report;

import java.util.List;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/** Latencies in nanoseconds, counted; an immutable copy of what was recorded. */
public final class LatencyHistogram {
    /** Of no latency at all. */
    public static final LatencyHistogram EMPTY = new LatencyHistogram(new Histogram(3));

    private final Histogram histogram;

    private LatencyHistogram(Histogram own) {
        histogram = own;
    }

    /** A copy of {@code recorded}, which must not be written meanwhile. */
    public static LatencyHistogram of(Histogram recorded) {
        return new LatencyHistogram(recorded.copy());
    }

    /** All latencies of {@code parts} together. */
    public static LatencyHistogram sum(List<LatencyHistogram> parts) {
        Histogram sum = new Histogram(3);
        for (LatencyHistogram part : parts) {
            if (!part.isEmpty()) {
                sum.add(part.histogram);
            }
        }
        return new LatencyHistogram(sum);
    }

    /** How many latencies were recorded. */
    public long count() {
        return histogram.getTotalCount();
    }

    /** Whether none was recorded; the percentiles are 0 then and mean nothing. */
    public boolean isEmpty() {
        return count() == 0;
    }

    /** The smallest latency, nanoseconds. */
    public long minNs() {
        return isEmpty() ? 0 : histogram.getMinValue();
    }

    /** The median, nanoseconds. */
    public long p50Ns() {
        return percentileNs(50);
    }

    /** The 99th percentile, nanoseconds. */
    public long p99Ns() {
        return percentileNs(99);
    }

    /** The 99.9th percentile, nanoseconds. */
    public long p999Ns() {
        return percentileNs(99.9);
    }

    /** The largest latency, nanoseconds. */
    public long maxNs() {
        return isEmpty() ? 0 : histogram.getMaxValue();
    }

    /** The usual percentiles together. */
    public Percentiles percentiles() {
        return new Percentiles(count(), p50Ns(), p99Ns(), p999Ns(), maxNs());
    }

    /** Packets in each of the scale's buckets; what lies beyond its ends is counted in the first or last. */
    long[] buckets(LogScale scale) {
        long[] buckets = new long[scale.buckets()];
        for (HistogramIterationValue value : histogram.recordedValues()) {
            long middle = histogram.medianEquivalentValue(value.getValueIteratedTo());
            buckets[scale.bucketOf(middle)] += value.getCountAtValueIteratedTo();
        }
        return buckets;
    }

    /** A percentile, 0 to 100, nanoseconds; never above the largest value although the histogram rounds up. */
    public long percentileNs(double percentile) {
        return isEmpty() ? 0 : Math.min(histogram.getValueAtPercentile(percentile), histogram.getMaxValue());
    }

    @Override
    public String toString() {
        return "LatencyHistogram" + percentiles();
    }
}

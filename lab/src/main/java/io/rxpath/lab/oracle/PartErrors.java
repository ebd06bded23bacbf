package io.rxpath.lab.oracle;

import org.HdrHistogram.Histogram;

/** How far the labels' values of one part of the latency are off the truth, regardless of the sign. One thread. */
public final class PartErrors {
    private final Histogram errors = new Histogram(3);

    void add(long labelNs, long truthNs) {
        errors.recordValue(Math.abs(labelNs - truthNs));
    }

    /** Adds what another one recorded. */
    public void addAll(PartErrors other) {
        errors.add(other.errors);
    }

    /** How many packets there were; of none the errors are 0 and mean nothing. */
    public long count() {
        return errors.getTotalCount();
    }

    /** The median error, ns. */
    public long p50Ns() {
        return at(50);
    }

    /** 99 % of the errors lie at or below it, ns. */
    public long p99Ns() {
        return at(99);
    }

    /** The largest error, ns. */
    public long maxNs() {
        return count() == 0 ? 0 : errors.getMaxValue();
    }

    /** Never above the largest although the histogram rounds up. */
    private long at(double percentile) {
        return count() == 0 ? 0 : Math.min(errors.getValueAtPercentile(percentile), errors.getMaxValue());
    }

    @Override
    public String toString() {
        return "p50 " + p50Ns() + " ns, p99 " + p99Ns() + " ns, max " + maxNs() + " ns";
    }
}

package io.rxpath.lab.report;

/**
 * Percentiles of one quantity in nanoseconds. Those of no value at all are 0 and mean nothing: see {@link #empty()}.
 *
 * @param count how many values there were
 * @param p50Ns the median
 * @param p99Ns 99 % lie at or below it
 * @param p999Ns 99.9 % lie at or below it
 * @param maxNs the largest
 */
public record Percentiles(long count, long p50Ns, long p99Ns, long p999Ns, long maxNs) {
    /** Of no values. */
    public static final Percentiles NONE = new Percentiles(0, 0, 0, 0, 0);

    /** Whether there was no value. */
    public boolean empty() {
        return count == 0;
    }

    /** Whether the values are enough for the 99th percentile to be more than about the largest of them. */
    public boolean enoughForP99() {
        return count >= 100;
    }

    /** Whether the values are enough for the 99.9th percentile to be more than about the largest of them. */
    public boolean enoughForP999() {
        return count >= 1_000;
    }
}

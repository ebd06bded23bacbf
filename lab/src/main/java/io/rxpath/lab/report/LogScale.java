package io.rxpath.lab.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A logarithmic axis of nanoseconds, cut into {@value #PER_DECADE} buckets a decade, shared by all charts. */
public final class LogScale {
    static final int PER_DECADE = 20;

    private final int first;
    private final int end;

    private LogScale(int first, int end) {
        this.first = first;
        this.end = end;
    }

    /** The axis that just holds all of {@code histograms}; at least one decade, 1 µs to 1 ms when all are empty. */
    public static LogScale over(Collection<LatencyHistogram> histograms) {
        int low = Integer.MAX_VALUE;
        int high = Integer.MIN_VALUE;
        for (LatencyHistogram histogram : histograms) {
            if (!histogram.isEmpty()) {
                low = Math.min(low, absolute(histogram.minNs()));
                high = Math.max(high, absolute(histogram.maxNs()));
            }
        }
        if (low > high) {
            return new LogScale(3 * PER_DECADE, 6 * PER_DECADE);
        }
        int lack = Math.max(0, PER_DECADE - (high - low + 3));
        int from = Math.max(0, low - 1 - lack / 2);
        return new LogScale(from, Math.max(high + 2, from + PER_DECADE));
    }

    int buckets() {
        return end - first;
    }

    /** The bucket that holds {@code ns}; the first or last one for what lies beyond. */
    int bucketOf(long ns) {
        return Math.clamp(absolute(ns) - (long) first, 0, buckets() - 1);
    }

    /** Where bucket {@code index} begins, nanoseconds. */
    double startNs(int index) {
        return Math.pow(10, (first + index) / (double) PER_DECADE);
    }

    /** Where {@code ns} lies on the axis, 0 at its left end, 1 at its right. */
    public double position(double ns) {
        double absolute = Math.log10(Math.max(1, ns)) * PER_DECADE;
        return Math.clamp((absolute - first) / buckets(), 0.0, 1.0);
    }

    /** The round durations on the axis; those between the decades are minor. */
    public List<Tick> ticks() {
        List<Tick> ticks = new ArrayList<>();
        for (long decade = 1; decade <= 1_000_000_000_000_000L; decade *= 10) {
            for (int step : new int[]{1, 2, 5}) {
                long ns = decade * step;
                double absolute = Math.log10(ns) * PER_DECADE;
                if (absolute >= first && absolute <= end) {
                    ticks.add(new Tick(ns, step == 1, label(ns)));
                }
            }
        }
        return ticks;
    }

    /**
     * A round duration on the axis.
     *
     * @param ns the duration, nanoseconds
     * @param major whether it is a power of ten
     * @param label what stands beside it
     */
    public record Tick(long ns, boolean major, String label) {
    }

    private static int absolute(long ns) {
        return (int) Math.floor(Math.log10(Math.max(1, ns)) * PER_DECADE);
    }

    private static String label(long ns) {
        if (ns < 1_000) {
            return ns + " ns";
        }
        if (ns < 1_000_000) {
            return ns / 1_000 + " µs";
        }
        return ns < 1_000_000_000 ? ns / 1_000_000 + " ms" : ns / 1_000_000_000 + " s";
    }
}

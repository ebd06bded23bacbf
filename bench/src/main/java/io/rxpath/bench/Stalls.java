package io.rxpath.bench;

import java.util.List;

/**
 * How often a thread that did nothing but read the clock lost its CPU: the machine's own share in every maximum.
 *
 * @param longestNs the longest gap between two readings, nanoseconds
 * @param count gaps of {@link #THRESHOLD_NS} or longer
 * @param spunNs how long it read, nanoseconds
 */
public record Stalls(long longestNs, long count, long spunNs) {
    /** What reports call the turn it comes from. */
    public static final String NAME = "idle";
    /** The gap from which on it counts. */
    public static final long THRESHOLD_NS = 50_000;
    /** Of no reading at all. */
    public static final Stalls NONE = new Stalls(0, 0, 0);

    /** All of {@code parts} together. */
    static Stalls sum(List<Stalls> parts) {
        return parts.stream().reduce(NONE, (a, b) -> new Stalls(Math.max(a.longestNs, b.longestNs),
                a.count + b.count, a.spunNs + b.spunNs));
    }
}

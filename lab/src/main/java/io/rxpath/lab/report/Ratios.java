package io.rxpath.lab.report;

import java.util.Objects;

/**
 * What polling cost in a phase and what it brought.
 *
 * @param cpuShare the poll thread's CPU time over the wall time
 * @param hitRatio hits over decided opportunities
 * @param wasteRatio spin time that brought no packet over all spin time
 * @param opportunities times the worker began to poll with an empty queue
 * @param decided opportunities of which it is known who delivered
 */
public record Ratios(Ratio cpuShare, Ratio hitRatio, Ratio wasteRatio, long opportunities, long decided) {
    /** Checks that nothing is null. */
    public Ratios {
        Objects.requireNonNull(cpuShare, "cpuShare");
        Objects.requireNonNull(hitRatio, "hitRatio");
        Objects.requireNonNull(wasteRatio, "wasteRatio");
    }

    /** Ratios of which none is known, all for one reason. */
    public static Ratios unavailable(String reason) {
        Ratio none = Ratio.unavailable(reason);
        return new Ratios(none, none, none, 0, 0);
    }

    /** The share of opportunities of which it is not known who delivered. */
    public Ratio undecided() {
        return Ratio.of(opportunities - decided, opportunities, "no opportunity");
    }
}

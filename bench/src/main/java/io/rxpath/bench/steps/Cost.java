package io.rxpath.bench.steps;

import java.util.List;

import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What a step costs a packet.
 *
 * @param ns the mean time
 * @param errorNs half the width of its 99.9 % confidence interval; NaN where one sample tells none
 * @param allocatedBytes what is allocated on the heap
 */
public record Cost(double ns, double errorNs, double allocatedBytes) {
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    /** From what JMH measured in one or more forks of the same benchmark, {@code packets} an invocation. */
    static Cost of(List<BenchmarkResult> forks, int packets) {
        RunResult all = new RunResult(forks.getFirst().getParams(), forks);
        Result<?> time = all.getPrimaryResult();
        Result<?> allocated = all.getSecondaryResults().get(ALLOCATED);
        return new Cost(time.getScore() / packets, time.getScoreError() / packets,
                allocated == null ? Double.NaN : allocated.getScore() / packets);
    }

    /** Both, one after the other. */
    public Cost plus(Cost other) {
        return new Cost(ns + other.ns, Math.hypot(errorNs, other.errorNs),
                allocatedBytes + other.allocatedBytes);
    }

    /** What is left without {@code preparation}; what that allocates, this must not, and so it is not taken off. */
    public Cost without(Cost preparation) {
        return new Cost(ns - preparation.ns, Math.hypot(errorNs, preparation.errorNs), allocatedBytes);
    }
}

package io.rxpath.telemetry.counter;

import io.rxpath.linux.PinnedSteps;
import io.rxpath.telemetry.event.Branch;
import io.rxpath.telemetry.event.Cause;
import io.rxpath.telemetry.event.Deliverer;
import org.openjdk.jmh.annotations.Benchmark;

/** What is counted of a packet. */
public class CounterSteps extends PinnedSteps {
    private static final int LATENCY_MASK = 0x3ff;

    private final BranchCounters counters = new BranchCounters();
    private int latencyNs;

    /** One packet, with its latency. */
    @Benchmark
    public void record() {
        latencyNs = latencyNs + 1 & LATENCY_MASK;
        counters.record(Branch.HOT_POLL, Cause.NONE, Deliverer.BUSY_POLL, 500 + latencyNs);
    }
}

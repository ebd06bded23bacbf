package io.rxpath.poller;

import io.rxpath.linux.PinnedSteps;
import io.rxpath.poller.PollCounters.Counter;
import org.openjdk.jmh.annotations.Benchmark;

/** What a turn counts of itself. */
public class PollCounterSteps extends PinnedSteps {
    private final PollCounters counters = new PollCounters();
    private int bytes;

    /** A turn with one packet. */
    @Benchmark
    public void count() {
        bytes = bytes + 1 & 63;
        counters.add(Counter.TURNS, 1);
        counters.add(Counter.PACKETS, 1);
        counters.add(Counter.BYTES, bytes);
    }
}

package io.rxpath.telemetry.journal;

import io.rxpath.linux.PinnedSteps;
import io.rxpath.telemetry.event.Branch;
import io.rxpath.telemetry.event.Cause;
import io.rxpath.telemetry.event.Deliverer;
import io.rxpath.telemetry.event.Evidence;
import io.rxpath.telemetry.event.StampProvenance;
import io.rxpath.telemetry.event.Via;
import org.openjdk.jmh.annotations.Benchmark;

/** A packet's event on its way into the ring, all fields set. */
public class PublishSteps extends PinnedSteps {
    private final DrainedPublisher events = new DrainedPublisher();
    private long number;

    /** One event. */
    @Benchmark
    public void publish() {
        long appNs = 1_000_000_000_000_000_000L + number * 20_000;
        EventPublisher publisher = events.publisher();
        publisher.wants(Branch.HOT_POLL, number);
        publisher.begin(number, appNs).ingressNs(appNs - 700).stealNs(0).regimeWord(0).napiId(8_193)
                .settingsEpoch(0).unseenNs(19_000).socket(0).length(64)
                .branch(Branch.HOT_POLL, Deliverer.BUSY_POLL).cause(Cause.NONE, Via.NONE)
                .evidence(Evidence.INFERRED, StampProvenance.SOFTWARE).batchIndex(0).flags(0);
        publisher.end();
        number++;
        events.published(1);
    }
}

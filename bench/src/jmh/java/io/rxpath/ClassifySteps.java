package io.rxpath;

import io.rxpath.config.BusyPollConfig;
import io.rxpath.config.LimitsConfig;
import io.rxpath.linux.PinnedSteps;
import io.rxpath.poller.Delivery;
import io.rxpath.poller.EngineKind;
import io.rxpath.poller.PreparedCalls;
import io.rxpath.poller.ThreadRecord;
import io.rxpath.telemetry.event.Deliverer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Judging a packet by the record of the calls, each by the newest one. */
public class ClassifySteps extends PinnedSteps {
    private static final long WINDOW_NS = 50_000;
    private static final BusyPollConfig PREFERRED = new BusyPollConfig(50, true, 0);

    /** Who took the packet from the device. */
    @Param({"BUSY_POLL", "SOFTIRQ"})
    public Deliverer deliverer;

    private final ThreadRecord thread = ThreadRecord.create();
    private final EvidenceReader reader = new EvidenceReader(thread, EngineKind.SPINNING, WINDOW_NS,
            PREFERRED, 1);
    private final BranchClassifier classifier = new BranchClassifier(LimitsConfig.DEFAULT.stealFloorNs(),
            LimitsConfig.DEFAULT.fastHitNs());
    private final PacketEvidence evidence = new PacketEvidence();
    private final PacketTag tag = new PacketTag();
    private PreparedCalls calls;

    @Setup(Level.Trial)
    public void open() {
        calls = new PreparedCalls(thread, deliverer == Deliverer.BUSY_POLL);
        if (classify().deliverer() != deliverer) {
            throw new IllegalStateException("a packet for " + deliverer + " was judged " + tag.deliverer());
        }
    }

    /** Entering the call alone. */
    @Benchmark
    public long call() {
        return calls.next();
    }

    /** Entering the call, and judging its packet. */
    @Benchmark
    public PacketTag classify() {
        long call = calls.next();
        reader.read(calls.stampNs(), call, PreparedCalls.NAPI, false, Delivery.UNKNOWN, evidence);
        classifier.classify(evidence, tag);
        return tag;
    }
}

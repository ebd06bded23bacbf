package io.rxpath.poller;

import io.rxpath.linux.Clocks;
import io.rxpath.linux.PinnedSteps;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** A turn of the poller without its two ends: the receive call costs nothing, and the packet goes nowhere. */
public class TurnSteps extends PinnedSteps {
    private static final long FAST_HIT_NS = 50_000;

    private Poller poller;

    /** By the measuring thread, whose switches are witnessed as in a receiver. */
    @Setup(Level.Trial)
    public void open() {
        ThreadRecord thread = ThreadRecord.create();
        PreparedBatch prepared = new PreparedBatch(1);
        Clocks clocks = Clocks.create();
        ClockRelation relation = new ClockRelation(clocks);
        KernelWitnesses noRecords = new KernelWitnesses(WitnessLevel.OFF, (level, napi, tid) -> {
            throw new AssertionError("nothing is to be opened");
        });
        poller = new Poller(new PreparedEngine(thread, prepared), new PacketBatch[]{prepared.batch()}, thread,
                SwitchWitnesses.ofThisThread(relation), noRecords, clocks, relation, new PollCounters(),
                FAST_HIT_NS, true, batch -> BatchSink.Outcome.HIT);
    }

    /** One turn with one packet. */
    @Benchmark
    public int turn() {
        return poller.doWork();
    }

    @TearDown(Level.Trial)
    public void close() {
        poller.close();
    }
}

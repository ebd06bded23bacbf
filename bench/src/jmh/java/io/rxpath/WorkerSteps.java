package io.rxpath;

import java.net.InetAddress;
import java.util.List;

import io.rxpath.config.BusyPollConfig;
import io.rxpath.config.LimitsConfig;
import io.rxpath.config.SocketConfig;
import io.rxpath.config.WorkerConfig;
import io.rxpath.linux.Clocks;
import io.rxpath.linux.LoopbackDatagram;
import io.rxpath.linux.PinnedSteps;
import io.rxpath.poller.BatchSink;
import io.rxpath.poller.EngineKind;
import io.rxpath.poller.PacketBatch;
import io.rxpath.poller.PreparedBatch;
import io.rxpath.poller.PreparedCalls;
import io.rxpath.poller.WitnessLevel;
import io.rxpath.telemetry.journal.DrainedPublisher;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** A batch's whole way through a worker, whose packets our own poll took and whose handler only adds up. */
public class WorkerSteps extends PinnedSteps {
    private static final int WINDOW_USECS = 50;

    /** Packets a batch. */
    @Param({"1", "64"})
    public int packets;

    /** Whether events are published. */
    @Param({"false", "true"})
    public boolean publishing;

    private DrainedPublisher events;
    private Worker worker;
    private PreparedBatch prepared;
    private PreparedCalls calls;
    private long sum;

    @Setup(Level.Trial)
    public void open() {
        events = new DrainedPublisher();
        SocketConfig socket = new SocketConfig("steps", "", "", true, null, InetAddress.getLoopbackAddress(),
                null, null, 0, SocketConfig.DEFAULT_RECEIVE_BUFFER_BYTES);
        WorkerConfig config = new WorkerConfig("steps", WorkerConfig.NOT_PINNED, EngineKind.SPINNING, packets,
                LoopbackDatagram.BYTES, false, new BusyPollConfig(WINDOW_USECS, true, 0), WitnessLevel.OFF,
                false, List.of(socket));
        worker = new Worker(1, 0, config, LimitsConfig.DEFAULT,
                (payload, offset, length, tag) -> sum += length + tag.latencyNs(),
                publishing ? events.publisher() : null, Clocks::create);
        prepared = new PreparedBatch(packets);
        calls = new PreparedCalls(worker.record(), true);
        if (onBatch() != BatchSink.Outcome.HIT) {
            throw new IllegalStateException("our own poll's packet was not judged as such");
        }
    }

    /** Making the batch alone: the call entered, new stamps, the control messages. */
    @Benchmark
    public PacketBatch batch() {
        return prepared.next(calls);
    }

    /** Making the batch, and its way. */
    @Benchmark
    public BatchSink.Outcome onBatch() {
        BatchSink.Outcome outcome = worker.onBatch(prepared.next(calls));
        if (publishing) {
            events.published(packets);
        }
        return outcome;
    }

    @TearDown(Level.Trial)
    public void close() {
        worker.detach();
        prepared.close();
    }
}

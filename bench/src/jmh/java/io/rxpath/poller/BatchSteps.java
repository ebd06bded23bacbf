package io.rxpath.poller;

import io.rxpath.linux.PinnedSteps;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** Taking over what a receive call left. */
public class BatchSteps extends PinnedSteps {
    /** Datagrams a call. */
    @Param({"1", "64"})
    public int packets;

    private PreparedBatch prepared;
    private long call;

    @Setup(Level.Trial)
    public void open() {
        prepared = new PreparedBatch(packets);
    }

    /** The control messages of one call. */
    @Benchmark
    public PacketBatch parse() {
        return prepared.accept(call++);
    }

    @TearDown(Level.Trial)
    public void close() {
        prepared.close();
    }
}

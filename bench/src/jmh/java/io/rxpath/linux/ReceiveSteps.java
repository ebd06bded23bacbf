package io.rxpath.linux;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** The receive call over a queue that holds what it asks for. A datagram that stays is not freed by it, but all else is done. */
public class ReceiveSteps extends PinnedSteps {
    /** Datagrams a call. */
    @Param({"1", "64"})
    public int packets;

    private LoopbackDatagram datagram;
    private MessageVector messages;

    @Setup(Level.Trial)
    public void open() {
        datagram = new LoopbackDatagram();
        messages = new MessageVector(packets, LoopbackDatagram.BYTES, false);
    }

    /** One call. */
    @Benchmark
    public int receive() {
        return datagram.peek(messages, packets);
    }

    @TearDown(Level.Trial)
    public void close() {
        messages.close();
        datagram.close();
    }
}

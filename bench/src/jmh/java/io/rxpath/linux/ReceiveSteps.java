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
    private MessageVector named;

    @Setup(Level.Trial)
    public void open() {
        datagram = new LoopbackDatagram();
        messages = new MessageVector(packets, LoopbackDatagram.BYTES, false);
        named = new MessageVector(packets, LoopbackDatagram.BYTES, true);
    }

    /** One call as the receiver makes it. */
    @Benchmark
    public int receive() {
        return datagram.peek(messages, packets);
    }

    /** One recvmmsg, also for one datagram. */
    @Benchmark
    public int vector() {
        return datagram.peekVector(messages, packets);
    }

    /** One recvmmsg whose messages name their sources. */
    @Benchmark
    public int sources() {
        return datagram.peekVector(named, packets);
    }

    @TearDown(Level.Trial)
    public void close() {
        messages.close();
        named.close();
        datagram.close();
    }
}

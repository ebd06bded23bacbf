package io.rxpath.feed;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import io.rxpath.linux.PinnedSteps;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;

/** Judging the packets of a feed that come in order over two lines, without loss. */
public class FeedSteps extends PinnedSteps {
    private static final int BYTES = 92;
    private static final int MESSAGE_SIZE = 12;
    private static final int LAG_NS = 5_000;

    private final UnsafeBuffer datagram = new UnsafeBuffer(ByteBuffer.allocateDirect(BYTES));
    private final FeedChannel channel = new FeedChannel("V", "C", Framing.CME_MDP3,
            (kind, scope, socket, first, count, sinceNs) -> {
                throw new IllegalStateException(kind + " where all is in order");
            });
    private final FeedLine first = channel.addLine("A", 0);
    private final FeedLine second = channel.addLine("B", 1);
    private long number;

    @Setup(Level.Trial)
    public void open() {
        datagram.putShort(MESSAGE_SIZE, (short) (BYTES - MESSAGE_SIZE), ByteOrder.LITTLE_ENDIAN);
        if (judge() != FeedVerdict.DUPLICATE) {
            throw new IllegalStateException("the second line's packet is no duplicate of the first's");
        }
    }

    /** A packet of the first line, and its copy on the second. */
    @Benchmark
    public FeedVerdict judge() {
        number++;
        datagram.putInt(0, (int) number, ByteOrder.LITTLE_ENDIAN);
        datagram.putLong(4, number, ByteOrder.LITTLE_ENDIAN);
        channel.onPacket(first, datagram, 0, BYTES, number, number);
        return channel.onPacket(second, datagram, 0, BYTES, number + LAG_NS, number + LAG_NS);
    }
}

package io.rxpath.lab.send;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Takes what arrives at a port of 127.0.0.1, in order, on a thread of its own. */
final class LoopbackReceiver implements AutoCloseable {
    private final DatagramChannel channel;
    private final List<ByteBuffer> datagrams = new ArrayList<>();

    LoopbackReceiver() throws IOException {
        channel = DatagramChannel.open().setOption(StandardSocketOptions.SO_RCVBUF, 4 << 20)
                .bind(new InetSocketAddress("127.0.0.1", 0));
        Thread thread = new Thread(this::receive, "loopback-receiver");
        thread.setDaemon(true);
        thread.start();
    }

    InetSocketAddress address() throws IOException {
        return (InetSocketAddress) channel.getLocalAddress();
    }

    private void receive() {
        try {
            ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
            while (true) {
                channel.receive(buffer.clear());
                byte[] bytes = new byte[buffer.flip().remaining()];
                buffer.get(bytes);
                synchronized (datagrams) {
                    datagrams.add(ByteBuffer.wrap(bytes));
                    datagrams.notifyAll();
                }
            }
        } catch (ClosedChannelException closed) {
            // The test has what it wanted.
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What has arrived once {@code count} datagrams have, or after ten seconds. */
    List<ByteBuffer> await(int count) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        synchronized (datagrams) {
            while (datagrams.size() < count && System.nanoTime() - deadline < 0) {
                datagrams.wait(100);
            }
            return List.copyOf(datagrams);
        }
    }

    static byte[] payload(ByteBuffer datagram) {
        byte[] payload = new byte[datagram.limit() - SendStamp.BYTES];
        datagram.get(0, payload);
        return payload;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

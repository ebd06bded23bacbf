package io.rxpath.bench.contender;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.Optional;

import io.rxpath.bench.BenchException;
import io.rxpath.bench.Contender;
import io.rxpath.bench.Reading;
import io.rxpath.bench.Receiving;
import io.rxpath.bench.Seat;
import io.rxpath.config.SocketConfig;
import io.rxpath.lab.send.SendStamp;
import io.rxpath.linux.Clocks;
import io.rxpath.linux.CpuAffinity;

/**
 * The JDK's DatagramChannel, one packet a call into a direct buffer. It can neither ask for busy poll nor read the
 * kernel's stamps, and its receive buffer is at most net.core.rmem_max.
 *
 * @param name what reports call it
 * @param spins whether it asks again at once where nothing has come, instead of waiting in the call
 */
public record ChannelContender(String name, boolean spins) implements Contender {
    private static final int BUFFER_BYTES = 2_048;
    private static final long JOIN_MS = 2_000;

    @Override
    public Receiving open(Seat seat) {
        DatagramChannel channel = null;
        try {
            channel = DatagramChannel.open(StandardProtocolFamily.INET);
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.setOption(StandardSocketOptions.SO_RCVBUF, SocketConfig.DEFAULT_RECEIVE_BUFFER_BYTES);
            channel.bind(new InetSocketAddress(seat.feed().getAddress(), seat.feed().getPort()));
            channel.join(seat.feed().getAddress(), NetworkInterface.getByName(seat.device()));
            channel.configureBlocking(!spins);
            Run run = new Run(channel, seat);
            run.start();
            return run;
        } catch (IOException | RuntimeException refused) {
            if (channel != null) {
                try {
                    channel.close();
                } catch (IOException e) {
                    refused.addSuppressed(e);
                }
            }
            throw new BenchException("no DatagramChannel receives " + seat.feed() + " from " + seat.device()
                    + ": " + refused.getMessage(), refused);
        }
    }

    private final class Run implements Receiving {
        private final DatagramChannel channel;
        private final LatencyRecorder recorder;
        private final Clocks clocks = Clocks.create();
        private final int cpu;
        private final Thread thread = new Thread(this::receive, "rxpath-bench-channel");
        private volatile long received;
        private volatile boolean stopped;
        private volatile Throwable failure;

        Run(DatagramChannel channel, Seat seat) {
            this.channel = channel;
            recorder = new LatencyRecorder(seat);
            cpu = seat.cpu();
        }

        void start() {
            thread.start();
        }

        private void receive() {
            ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            try {
                CpuAffinity.pin(cpu);
                while (!stopped) {
                    buffer.clear();
                    if (channel.receive(buffer) == null) {
                        continue;
                    }
                    long appNs = clocks.realtimeNs();
                    buffer.flip();
                    enter(buffer, appNs);
                    received++;
                }
            } catch (AsynchronousCloseException stoppedInTheCall) {
                // That is how a blocking receive ends.
            } catch (ClosedChannelException stoppedBetweenCalls) {
                // And so does one that had not begun.
            } catch (IOException | RuntimeException failed) {
                failure = failed;
            }
        }

        private void enter(ByteBuffer datagram, long appNs) {
            if (recorder.isWarmUp()) {
                return;
            }
            if (SendStamp.present(datagram)) {
                recorder.sent(SendStamp.sequence(datagram), SendStamp.dueNs(datagram),
                        SendStamp.sendTimeNs(datagram), appNs);
            } else {
                recorder.unstamped();
            }
        }

        @Override
        public long received() {
            return received;
        }

        @Override
        public Reading stop() {
            LatencyRecorder.Usage usage = recorder.usage();
            close();
            if (failure != null) {
                throw new BenchException("the receiver ended by itself: " + failure.getMessage(), failure);
            }
            return recorder.reading(usage, Optional.empty());
        }

        @Override
        public void close() {
            stopped = true;
            try {
                channel.close();
                thread.join(JOIN_MS);
            } catch (IOException e) {
                throw new BenchException("the channel could not be closed: " + e.getMessage(), e);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new BenchException("interrupted while a receiver ended", interrupted);
            }
        }
    }
}

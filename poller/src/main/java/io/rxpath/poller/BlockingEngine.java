package io.rxpath.poller;

import java.util.Objects;

import io.rxpath.linux.UdpSocket;

/**
 * A blocking recvmmsg on one socket with SO_BUSY_POLL: while the queue is empty the call owns the NAPI and polls it for
 * the window, then sleeps until an interrupt's softirq delivers. MSG_WAITFORONE returns as soon as one datagram is
 * there, after taking along what else is queued; if that is less than it may return, it has polled the emptied queue
 * once more.
 */
public final class BlockingEngine implements PollEngine {
    /** The kernel counts a microsecond of busy poll as 1,024 ns (include/net/busy_poll.h). */
    static final int KERNEL_USEC_NS = 1024;

    private final UdpSocket socket;
    private final int fd;
    private final NapiWatch watch;
    private final long windowNs;
    private boolean polls;

    /**
     * Sets up {@code socket}, which the engine then owns.
     *
     * @param socket bound, with receive stamps on
     * @param windowUsecs SO_BUSY_POLL, 1 us to {@link #MAX_WINDOW_NS}
     * @param watch keeps the state of the socket's NAPI
     */
    public BlockingEngine(UdpSocket socket, int windowUsecs, NapiWatch watch) {
        if (windowUsecs < 1 || windowUsecs * 1000L > MAX_WINDOW_NS) {
            throw new IllegalArgumentException("a busy-poll window is 1 us to " + MAX_WINDOW_NS / 1_000_000
                    + " ms, so that a stop stays bounded, not " + windowUsecs + " us");
        }
        this.socket = socket;
        this.fd = socket.fd();
        this.watch = watch;
        socket.busyPollUsecs(windowUsecs);
        socket.receiveTimeoutNs(SLEEP_NS);
        windowNs = (long) windowUsecs * KERNEL_USEC_NS;
    }

    @Override
    public int receive(PacketBatch batch, int most) {
        int result = ReceiveCalls.blocking(fd, batch, most);
        if (result > 0) {
            watch.markReceived();
        }
        polls = true;
        return result;
    }

    @Override
    public int drain(int socket, PacketBatch batch) {
        Objects.checkIndex(socket, 1);
        int result = ReceiveCalls.nonBlocking(fd, batch, batch.capacity());
        if (result > 0) {
            watch.markReceived();
        }
        polls = result < batch.capacity();
        return result;
    }

    @Override
    public boolean polls() {
        return polls;
    }

    @Override
    public EngineKind kind() {
        return EngineKind.BLOCKING;
    }

    @Override
    public Arming arming() {
        // The first packet teaches the socket its NAPI; until then it cannot poll.
        return watch.hasReceived() ? watch.view().arming() : Arming.NOT_ARMED;
    }

    @Override
    public NapiView napi() {
        return watch.view();
    }

    @Override
    public NapiView napi(int socket) {
        return napi();
    }

    @Override
    public int sockets() {
        return 1;
    }

    @Override
    public long windowNs() {
        return windowNs;
    }

    @Override
    public int socket() {
        return 0;
    }

    @Override
    public void close() {
        socket.close();
    }
}

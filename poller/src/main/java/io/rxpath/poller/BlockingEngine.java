package io.rxpath.poller;

import io.rxpath.linux.Errno;
import io.rxpath.linux.LinuxException;
import io.rxpath.linux.MessageVector;
import io.rxpath.linux.UdpSocket;

/**
 * A blocking recvmmsg on one socket with SO_BUSY_POLL: while the queue is empty the call owns the NAPI and polls it for
 * the window, then sleeps until an interrupt's softirq delivers. MSG_WAITFORONE returns as soon as one datagram is
 * there, after taking along what else is queued; if that is less than it may return, it has polled the emptied queue
 * once more.
 */
public final class BlockingEngine implements PollEngine {
    /** The kernel counts a microsecond of busy poll as 1,024 ns (include/net/busy_poll.h). */
    private static final int KERNEL_USEC_NS = 1024;

    private final UdpSocket socket;
    private final int fd;
    private final NapiWatch watch;
    private final long windowNs;
    private boolean received;

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
        int result = receiveBlocking(fd, batch, most);
        if (result > 0) {
            received = true;
        }
        return result;
    }

    /** One blocking call; a timeout or a signal is an empty turn. */
    static int receiveBlocking(int fd, PacketBatch batch, int most) {
        int result = batch.messages().receive(fd, most, MessageVector.MSG_WAITFORONE);
        if (result >= 0) {
            return result;
        }
        // ECONNREFUSED is an ICMP answer to something this host sent; the socket goes on.
        if (Errno.EAGAIN.is(result) || Errno.EINTR.is(result) || Errno.ECONNREFUSED.is(result)) {
            return 0;
        }
        throw new LinuxException("recvmmsg(" + fd + ")", -result, "the receiver stops");
    }

    @Override
    public EngineKind kind() {
        return EngineKind.BLOCKING;
    }

    @Override
    public Arming arming() {
        // The first packet teaches the socket its NAPI; until then it cannot poll.
        return received ? watch.view().arming() : Arming.NOT_ARMED;
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

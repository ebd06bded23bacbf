package io.rxpath.poller;

import java.util.Objects;

import io.rxpath.linux.UdpSocket;

/** A blocking recvmmsg without busy poll, not even the one net.core.busy_read would give it: the baseline. */
public final class InterruptEngine implements PollEngine {
    private final UdpSocket socket;
    private final int fd;
    private final NapiWatch watch;

    /**
     * Sets up {@code socket}, bound and with receive stamps on, which the engine then owns.
     *
     * @param watch keeps the state of the socket's NAPI
     */
    public InterruptEngine(UdpSocket socket, NapiWatch watch) {
        this.socket = socket;
        this.watch = watch;
        this.fd = socket.fd();
        socket.busyPollUsecs(0);
        socket.receiveTimeoutNs(SLEEP_NS);
    }

    @Override
    public int receive(PacketBatch batch, int most) {
        return received(ReceiveCalls.blocking(fd, batch, most));
    }

    @Override
    public int drain(int socket, PacketBatch batch) {
        Objects.checkIndex(socket, 1);
        return received(ReceiveCalls.nonBlocking(fd, batch, batch.capacity()));
    }

    private int received(int packets) {
        if (packets > 0) {
            watch.markReceived();
        }
        return packets;
    }

    @Override
    public boolean polls() {
        return false;
    }

    @Override
    public EngineKind kind() {
        return EngineKind.INTERRUPT;
    }

    @Override
    public Arming arming() {
        return Arming.NOT_ARMED;
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
        return 0;
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

package io.rxpath.poller;

import java.util.Objects;

import io.rxpath.linux.UdpSocket;

/** A blocking recvmmsg without busy poll, not even the one net.core.busy_read would give it: the baseline. */
public final class InterruptEngine implements PollEngine {
    private final UdpSocket socket;
    private final int fd;

    /** Sets up {@code socket}, bound and with receive stamps on, which the engine then owns. */
    public InterruptEngine(UdpSocket socket) {
        this.socket = socket;
        this.fd = socket.fd();
        socket.busyPollUsecs(0);
        socket.receiveTimeoutNs(SLEEP_NS);
    }

    @Override
    public int receive(PacketBatch batch, int most) {
        return ReceiveCalls.blocking(fd, batch, most);
    }

    @Override
    public int drain(int socket, PacketBatch batch) {
        Objects.checkIndex(socket, 1);
        return ReceiveCalls.nonBlocking(fd, batch, batch.capacity());
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
        return NapiView.UNKNOWN;
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

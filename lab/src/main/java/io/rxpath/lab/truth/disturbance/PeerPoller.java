package io.rxpath.lab.truth.disturbance;

import java.net.InetAddress;
import java.net.InetSocketAddress;

import io.rxpath.lab.Laboratory;
import io.rxpath.linux.MessageVector;
import io.rxpath.linux.NetworkDevice;
import io.rxpath.linux.UdpSocket;

/** Another busy poller of the same NAPI, on a third CPU: a second member of the feed's group, blocking in the kernel. */
public final class PeerPoller implements Disturbance {
    private static final int BUSY_POLL_USECS = 5_000;
    private static final long TIMEOUT_NS = 20_000_000;
    private static final int VECTOR = 8;
    private static final int MAX_BYTES = 2_048;

    private final InetAddress group;
    private final int port;

    /** A member of {@code group} at {@code port}. */
    public PeerPoller(InetAddress group, int port) {
        this.group = group;
        this.port = port;
    }

    @Override
    public Running start(Stage stage) {
        UdpSocket socket = UdpSocket.open(false);
        MessageVector messages = new MessageVector(VECTOR, MAX_BYTES);
        try {
            socket.reuseAddress(true);
            socket.bind(new InetSocketAddress(group, port));
            socket.join(group, NetworkDevice.index(Laboratory.DEVICE));
            socket.busyPollUsecs(BUSY_POLL_USECS);
            socket.receiveTimeoutNs(TIMEOUT_NS);
        } catch (RuntimeException refused) {
            socket.close();
            messages.close();
            throw refused;
        }
        Running polling = new Repeating("peer poller", stage.thirdCpu(), 0,
                () -> messages.receive(socket.fd(), VECTOR, MessageVector.MSG_WAITFORONE));
        return () -> {
            try {
                polling.close();
            } finally {
                socket.close();
                messages.close();
            }
        };
    }
}

package io.rxpath.linux;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * A socket on loopback in whose queue one stamped datagram lies for good: it is only looked at, never taken. Used by one
 * thread.
 */
public final class LoopbackDatagram implements AutoCloseable {
    /** Bytes of the datagram. */
    public static final int BYTES = 64;
    // bits/socket.h
    private static final int MSG_PEEK = 0x2;
    private static final int FLAGS = MSG_PEEK | MessageVector.MSG_DONTWAIT;
    private static final int TRIES = 1_000;

    private final UdpSocket socket = UdpSocket.open(false);

    /** Sends itself the datagram. */
    public LoopbackDatagram() {
        socket.receiveStamps();
        socket.reportOverflow(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        socket.connect(socket.localAddress());
        try (MessageVector messages = new MessageVector(1, BYTES)) {
            ControlMessages control = new ControlMessages(messages);
            // The kernel turns stamps on in the background: the first datagrams may have none.
            for (int i = 0; i < TRIES; i++) {
                messages.setLength(0, BYTES);
                LinuxException.check(messages.send(socket.fd(), 1, 0), "sendmmsg(loopback)", "");
                if (peek(messages, 1) == 1) {
                    control.parse(0);
                    if (control.softwareStampNs() != 0) {
                        return;
                    }
                    messages.receive(socket.fd(), 1, MessageVector.MSG_DONTWAIT);
                }
            }
        }
        socket.close();
        throw new IllegalStateException("none of " + TRIES + " datagrams over loopback came with a stamp");
    }

    /**
     * Receives it {@code count} times in one call, as the receiver does.
     *
     * @return how many messages there are
     */
    public int peek(MessageVector messages, int count) {
        return count == 1 ? messages.receiveOne(socket.fd(), FLAGS) : peekVector(messages, count);
    }

    /** The same by recvmmsg, also for one. */
    int peekVector(MessageVector messages, int count) {
        return messages.receive(socket.fd(), count, FLAGS);
    }

    @Override
    public void close() {
        socket.close();
    }
}

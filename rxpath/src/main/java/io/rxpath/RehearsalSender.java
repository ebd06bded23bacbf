package io.rxpath;

import java.net.InetSocketAddress;

import io.rxpath.feed.Framing;
import io.rxpath.linux.Errno;
import io.rxpath.linux.LinuxException;
import io.rxpath.linux.MessageVector;
import io.rxpath.linux.UdpSocket;

/** Sends the datagrams of a rehearsal to sockets of this process on loopback. Belongs to one thread. */
final class RehearsalSender implements AutoCloseable {
    private static final int USUAL_BYTES = 200;
    /** Beyond it a datagram that is too long for the receiver is not worth its memory. */
    private static final int LONGEST_BYTES = 9_000;
    private static final int EMPTY = 5;
    private static final int LONG = 11;

    private final UdpSocket socket;
    private final MessageVector messages;
    private final RehearsalFeed feed;
    private InetSocketAddress destination;

    /**
     * Opens it.
     *
     * @param most datagrams sent at once
     * @param payloadBytes what the receiver keeps of a datagram
     */
    RehearsalSender(int most, int payloadBytes) {
        this(most, payloadBytes, Framing.NONE);
    }

    /** As the other, with datagrams that are numbered as a feed's. */
    RehearsalSender(int most, int payloadBytes, Framing framing) {
        feed = new RehearsalFeed(framing);
        socket = UdpSocket.open(false);
        messages = new MessageVector(most, Math.min(payloadBytes, LONGEST_BYTES) + 1);
        for (int i = 0; i < most; i++) {
            messages.setLength(i, i == EMPTY ? 0 : i == LONG ? messages.payloadBytes() : bytes(payloadBytes));
        }
    }

    private static int bytes(int payloadBytes) {
        return Math.min(payloadBytes, USUAL_BYTES);
    }

    /** Sends {@code count} datagrams; one of twelve is empty and one, where that is not very long, is longer than its room. */
    void send(InetSocketAddress to, int count) {
        if (!to.equals(destination)) {
            messages.setDestination(to, false);
            destination = to;
        }
        for (int i = 0; i < count; i++) {
            feed.frame(messages.slab(), messages.payloadOffset(i));
        }
        int sent = messages.send(socket.fd(), count, 0);
        if (sent < 0 && !Errno.ECONNREFUSED.is(sent)) {
            throw new LinuxException(
                    "sendmmsg(" + to.getAddress().getHostAddress() + ":" + to.getPort() + ")", -sent, "");
        }
    }

    @Override
    public void close() {
        messages.close();
        socket.close();
    }
}

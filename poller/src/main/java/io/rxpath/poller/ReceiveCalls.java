package io.rxpath.poller;

import io.rxpath.linux.Errno;
import io.rxpath.linux.LinuxException;
import io.rxpath.linux.MessageVector;

/** The receive call of every engine. */
final class ReceiveCalls {
    private ReceiveCalls() {
    }

    /** One call that waits until SO_RCVTIMEO for the first datagram; a timeout or a signal is an empty turn. */
    static int blocking(int fd, PacketBatch batch, int most) {
        return receive(fd, batch, most, MessageVector.MSG_WAITFORONE);
    }

    /** One call that does not wait; an empty queue is an empty turn. */
    static int nonBlocking(int fd, PacketBatch batch, int most) {
        return receive(fd, batch, most, MessageVector.MSG_DONTWAIT);
    }

    private static int receive(int fd, PacketBatch batch, int most, int flags) {
        int result = most == 1
                ? batch.messages().receiveOne(fd, flags & ~MessageVector.MSG_WAITFORONE)
                : batch.messages().receive(fd, most, flags);
        if (result >= 0) {
            return result;
        }
        // ECONNREFUSED is an ICMP answer to something this host sent; the socket goes on.
        if (Errno.EAGAIN.is(result) || Errno.EINTR.is(result) || Errno.ECONNREFUSED.is(result)) {
            return 0;
        }
        throw new LinuxException((most == 1 ? "recvmsg(" : "recvmmsg(") + fd + ")", -result,
                "the receiver stops");
    }
}

package io.rxpath.linux.netlink;

import io.rxpath.linux.Errno;
import io.rxpath.linux.Libc;
import io.rxpath.linux.LibcSockets;
import io.rxpath.linux.LinuxException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * One conversation with the kernel over generic netlink, in the network namespace of the thread that opened it. Every
 * question ends: with its answer, with the kernel's refusal, or after two seconds. For one thread at a time.
 *
 * <p>Source: Documentation/userspace-api/netlink/intro.rst, netlink(7).
 */
final class NetlinkSocket implements AutoCloseable {
    private static final int AF_NETLINK = 16;
    private static final int SOCK_RAW_CLOEXEC = 0x80003;
    private static final int NETLINK_GENERIC = 16;
    private static final int SOL_SOCKET = 1;
    private static final int SO_RCVTIMEO = 20;
    private static final int SOL_NETLINK = 270;
    private static final int NETLINK_CAP_ACK = 10;
    private static final int NETLINK_EXT_ACK = 11;
    private static final int MSG_TRUNC = 0x20;

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final long PATIENCE_NS = 2_000_000_000;
    private static final int DUMP_ATTEMPTS = 10;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment buffer = arena.allocate(BUFFER_BYTES, 8);
    private final int fd;
    private final long patienceNs;
    private int sequence;
    private boolean closed;

    NetlinkSocket() {
        this(LinuxException.check(LibcSockets.socket(AF_NETLINK, SOCK_RAW_CLOEXEC, NETLINK_GENERIC),
                "socket(AF_NETLINK, NETLINK_GENERIC)", "a seccomp profile may forbid netlink sockets"),
                PATIENCE_NS);
    }

    /**
     * Converses over a datagram socket that it then owns.
     *
     * @param fd the socket
     * @param patienceNs how long one question may take, nanoseconds
     */
    NetlinkSocket(int fd, long patienceNs) {
        this.fd = fd;
        this.patienceNs = patienceNs;
        try (Arena scratch = Arena.ofConfined()) {
            MemorySegment timeval = scratch.allocate(16, 8);
            timeval.set(ValueLayout.JAVA_LONG, 0, patienceNs / 1_000_000_000);
            timeval.set(ValueLayout.JAVA_LONG, 8, patienceNs % 1_000_000_000 / 1000);
            LinuxException.check(LibcSockets.setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, timeval, 16),
                    "setsockopt(SO_RCVTIMEO)", "");
            MemorySegment one = scratch.allocateFrom(ValueLayout.JAVA_INT, 1);
            // Only for the kernel's words beside an error: go on without.
            LibcSockets.setsockopt(fd, SOL_NETLINK, NETLINK_CAP_ACK, one, 4);
            LibcSockets.setsockopt(fd, SOL_NETLINK, NETLINK_EXT_ACK, one, 4);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Asks, and gathers what each answering message says.
     *
     * @param request asked again, while the list it asks for changes under the answer
     * @param advice the remedy for a positive error number, for the exception
     * @param read makes one element of one message's attributes
     * @return the elements, none for a mere acknowledgement
     * @throws LinuxException the kernel's refusal, or EAGAIN where it did not answer in time
     */
    <T> List<T> ask(NetlinkRequest request, Function<Errno, String> advice,
            Function<NetlinkAttributes, T> read) {
        if (closed) {
            throw new IllegalStateException(request.name() + ": the netlink socket is closed");
        }
        for (int attempt = 1;; attempt++) {
            List<T> answer = new ArrayList<>();
            int result = askOnce(request, advice, read, answer);
            if (result == 0) {
                return answer;
            }
            if (attempt == DUMP_ATTEMPTS) {
                throw new LinuxException(request.name(), -result, "the list kept changing; try again");
            }
        }
    }

    /** As {@link #ask}; -EINTR where the list changed while it was told. */
    private <T> int askOnce(NetlinkRequest request, Function<Errno, String> advice,
            Function<NetlinkAttributes, T> read, List<T> answer) {
        MemorySegment message = request.finish(++sequence);
        long deadline = System.nanoTime() + patienceNs;
        send(request, message);
        boolean interrupted = false;
        while (true) {
            NetlinkReply reply = new NetlinkReply(receive(request, deadline));
            while (reply.next()) {
                if (reply.sequence() != sequence) {
                    continue;
                }
                interrupted |= reply.interrupted();
                int type = reply.type();
                if (type == NetlinkReply.NLMSG_ERROR || type == NetlinkReply.NLMSG_DONE) {
                    int result = reply.result();
                    if (request.dump() && (interrupted || Errno.EINTR.is(result))) {
                        return -Errno.EINTR.number();
                    }
                    refuse(request, advice, result, reply);
                    return 0;
                }
                if (type > NetlinkReply.NLMSG_DONE) {
                    answer.add(read.apply(reply.attributes()));
                }
            }
        }
    }

    private static void refuse(NetlinkRequest request, Function<Errno, String> advice, int result,
            NetlinkReply reply) {
        if (result < 0) {
            String remedy = "";
            for (Errno errno : Errno.values()) {
                if (errno.is(result)) {
                    remedy = advice.apply(errno);
                }
            }
            String words = reply.explanation();
            String said = words.isEmpty() ? "" : "the kernel says: " + words;
            String join = said.isEmpty() || remedy.isEmpty() ? "" : "; ";
            throw new LinuxException(request.name(), -result, said + join + remedy);
        }
    }

    private void send(NetlinkRequest request, MemorySegment message) {
        long sent;
        do {
            sent = LibcSockets.send(fd, message, message.byteSize(), 0);
        } while (Errno.EINTR.is(sent));
        LinuxException.check((int) sent, request.name(), "the netlink socket takes no request");
    }

    private MemorySegment receive(NetlinkRequest request, long deadline) {
        while (true) {
            long length = LibcSockets.recv(fd, buffer, BUFFER_BYTES, MSG_TRUNC);
            if (length > BUFFER_BYTES) {
                throw new LinuxException(request.name(), Errno.EMSGSIZE.number(),
                        "the kernel's answer of " + length + " bytes is larger than any it is known to give");
            }
            if (length < 0 && !Errno.EINTR.is(length)) {
                throw new LinuxException(request.name(), (int) -length,
                        Errno.EAGAIN.is(length) ? "the kernel did not answer in time" : "");
            }
            if (System.nanoTime() - deadline > 0) {
                throw new LinuxException(request.name(), Errno.EAGAIN.number(),
                        "the kernel did not answer in time");
            }
            if (length >= 0) {
                return buffer.asSlice(0, length);
            }
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            Libc.close(fd);
            arena.close();
        }
    }
}

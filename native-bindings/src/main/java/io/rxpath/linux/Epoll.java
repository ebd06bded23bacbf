package io.rxpath.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * An epoll instance that busy-polls (epoll(7), fs/eventpoll.c). It is opened with its parameters, because a socket that
 * is added before them does not teach the instance its NAPI: there is no later setter.
 *
 * <p>Readiness is level-triggered: a socket stays ready as long as it holds datagrams or an error. The instance polls
 * one NAPI, that of the socket which last received; it forgets it whenever a wait's window runs out without an event,
 * and learns it again from the next datagram, also from one that wakes the wait.
 *
 * <p>Any thread may open and close it; between the two {@link #await} and its results belong to one thread. Closing
 * does not wake a thread that waits.
 */
public final class Epoll implements AutoCloseable {
    // sys/epoll.h
    private static final int EPOLL_CLOEXEC = 0x80000;
    private static final int EPOLL_CTL_ADD = 1;
    private static final int EPOLL_CTL_DEL = 2;
    private static final int EPOLLIN = 1;

    // linux/eventpoll.h: _IOW(0x8a, 1, struct epoll_params), _IOR(0x8a, 2, struct epoll_params)
    private static final long EPIOCSPARAMS = 0x40088a01L;
    private static final long EPIOCGPARAMS = 0x80088a02L;

    /** struct epoll_event { uint32_t events; uint64_t data; }, packed on x86-64. */
    private static final int EVENT_BYTES = 12;
    private static final int DATA = 4;

    private final int capacity;
    private final Arena arena;
    private final MemorySegment events;
    private final int fd;
    private boolean closed;

    private Epoll(int fd, int capacity) {
        this.fd = fd;
        this.capacity = capacity;
        // Shared, because the thread that opens need not be the one that waits.
        arena = Arena.ofShared();
        events = arena.allocate((long) EVENT_BYTES * capacity, 8);
    }

    /**
     * Opens an instance.
     *
     * @param params how it busy-polls
     * @param capacity the most sockets one wait tells, 1 or more
     * @throws LinuxException where the kernel is older than 6.9, or the parameters need a privilege
     */
    public static Epoll open(BusyPollParams params, int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("a wait for " + capacity + " sockets: give 1 or more");
        }
        int fd = LinuxException.check(LibcSockets.epoll_create1(EPOLL_CLOEXEC),
                "epoll_create1(EPOLL_CLOEXEC)", "raise the limit of open files (ulimit -n, LimitNOFILE=)");
        Epoll epoll = new Epoll(fd, capacity);
        try {
            MemorySegment memory = CallState.ofThread().value;
            params.encode(memory);
            int result = Libc.ioctl(fd, EPIOCSPARAMS, memory);
            if (result < 0) {
                throw refused(params, result);
            }
            return epoll;
        } catch (RuntimeException refused) {
            epoll.close();
            throw refused;
        }
    }

    /** Why the parameters were refused. */
    static LinuxException refused(BusyPollParams params, int result) {
        String advice = "";
        if (Errno.ENOTTY.is(result)) {
            advice = "busy polling by epoll came with Linux 6.9: use a newer kernel, or poll through the"
                    + " sockets themselves (SO_BUSY_POLL)";
        } else if (Errno.EOPNOTSUPP.is(result)) {
            advice = "this kernel was built without CONFIG_NET_RX_BUSY_POLL: use one with it";
        } else if (Errno.EPERM.is(result)) {
            advice = "a budget above 64 needs CAP_NET_ADMIN in the initial user namespace: lower it, run as"
                    + " root outside containers, or grant the capability";
        }
        return new LinuxException("ioctl(EPIOCSPARAMS, " + params.busyPollUsecs() + " us, budget "
                + params.budget() + ", prefer " + params.prefer() + ")", -result, advice);
    }

    /** The parameters in force, read back. */
    public BusyPollParams params() {
        MemorySegment memory = CallState.ofThread().value;
        LinuxException.check(Libc.ioctl(fd, EPIOCGPARAMS, memory), "ioctl(EPIOCGPARAMS)", "");
        return BusyPollParams.decode(memory);
    }

    /**
     * Waits for {@code socket} too.
     *
     * @param number what {@link #readySocket} calls it
     */
    public void add(UdpSocket socket, int number) {
        MemorySegment event = CallState.ofThread().value;
        event.set(JAVA_INT, 0, EPOLLIN);
        event.set(JAVA_LONG_UNALIGNED, DATA, number);
        int result = LibcSockets.epoll_ctl(fd, EPOLL_CTL_ADD, socket.fd(), event);
        String advice = "";
        if (Errno.EEXIST.is(result)) {
            advice = "this socket was added already";
        } else if (Errno.ENOSPC.is(result)) {
            advice = "raise fs.epoll.max_user_watches";
        } else if (Errno.EBADF.is(result)) {
            advice = "the socket or the epoll instance is closed";
        }
        LinuxException.check(result, "epoll_ctl(EPOLL_CTL_ADD, socket " + number + ")", advice);
    }

    /** Waits for {@code socket} no longer; a socket that is closed is gone by itself. */
    public void remove(UdpSocket socket) {
        int result = LibcSockets.epoll_ctl(fd, EPOLL_CTL_DEL, socket.fd(), MemorySegment.NULL);
        LinuxException.check(result, "epoll_ctl(EPOLL_CTL_DEL)",
                Errno.ENOENT.is(result) ? "this socket was not added" : "");
    }

    /**
     * Waits until a socket is ready: polls the device for the window, then sleeps. Never polls with a timeout of 0
     * (ep_poll returns before it would). The timeout is looked at only once the window has run out, and the kernel
     * may begin another window after a wake-up that brought nothing: the call lasts at most both together, off-CPU
     * time apart. Allocates nothing.
     *
     * @param timeoutMs how long at most, milliseconds; 0 not at all, -1 for ever
     * @return how many sockets are ready, 0 where the time ran out, or {@code -errno}; EINTR is an ordinary result,
     *     after which, as after 0, the NAPI is forgotten
     */
    public int await(int timeoutMs) {
        return LibcSockets.epoll_wait(fd, events, capacity, timeoutMs);
    }

    /** The number of a socket that the last wait found ready; {@code i} counts from 0, in the order of readiness. */
    public int readySocket(int i) {
        return events.get(JAVA_INT_UNALIGNED, (long) i * EVENT_BYTES + DATA);
    }

    /** Closes the instance and frees its memory, not the sockets; idempotent. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            Libc.close(fd);
            arena.close();
        }
    }
}

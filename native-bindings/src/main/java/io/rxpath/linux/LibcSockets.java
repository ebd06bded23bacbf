package io.rxpath.linux;

import static io.rxpath.linux.Downcalls.errno;
import static io.rxpath.linux.Downcalls.unexpected;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** {@link Libc} for sockets and for waiting on them. */
public final class LibcSockets {
    private static final MethodHandle SOCKET = errno("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle BIND = errno("bind", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle CONNECT = errno("connect", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle GETSOCKNAME = errno("getsockname", JAVA_INT, JAVA_INT, ADDRESS,
            ADDRESS);
    private static final MethodHandle SETSOCKOPT = errno("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT,
            ADDRESS, JAVA_INT);
    private static final MethodHandle SEND = errno("send", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle RECV = errno("recv", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle EPOLL_CREATE1 = errno("epoll_create1", JAVA_INT, JAVA_INT);
    private static final MethodHandle EPOLL_CTL = errno("epoll_ctl", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT,
            ADDRESS);

    private LibcSockets() {
    }

    /** socket(2). */
    public static int socket(int domain, int type, int protocol) {
        CallState state = CallState.ofThread();
        try {
            return state.orErrno((int) SOCKET.invokeExact(state.segment, domain, type, protocol));
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    /** bind(2). */
    public static int bind(int fd, MemorySegment address, int length) {
        CallState state = CallState.ofThread();
        try {
            return state.orErrno((int) BIND.invokeExact(state.segment, fd, address, length));
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    /** connect(2). */
    public static int connect(int fd, MemorySegment address, int length) {
        CallState state = CallState.ofThread();
        try {
            return state.orErrno((int) CONNECT.invokeExact(state.segment, fd, address, length));
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    /** getsockname(2). */
    public static int getsockname(int fd, MemorySegment address, MemorySegment length) {
        CallState state = CallState.ofThread();
        try {
            return state.orErrno((int) GETSOCKNAME.invokeExact(state.segment, fd, address, length));
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    /** setsockopt(2). */
    public static int setsockopt(int fd, int level, int option, MemorySegment value, int length) {
        CallState state = CallState.ofThread();
        try {
            return state
                    .orErrno((int) SETSOCKOPT.invokeExact(state.segment, fd, level, option, value, length));
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    /** getsockopt(2); allocates nothing. */
    public static int getsockopt(int fd, int level, int option, MemorySegment value, MemorySegment length) {
        return Syscalls.getsockopt(fd, level, option, value, length);
    }

    /** send(2). */
    public static long send(int fd, MemorySegment bytes, long length, int flags) {
        CallState state = CallState.ofThread();
        try {
            return state.orErrno((long) SEND.invokeExact(state.segment, fd, bytes, length, flags));
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    /** recv(2). */
    public static long recv(int fd, MemorySegment bytes, long length, int flags) {
        CallState state = CallState.ofThread();
        try {
            return state.orErrno((long) RECV.invokeExact(state.segment, fd, bytes, length, flags));
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    /** recvmmsg(2): the number of messages or {@code -errno}; allocates nothing. */
    public static int recvmmsg(int fd, MemorySegment messages, int count, int flags, MemorySegment timeout) {
        return Syscalls.recvmmsg(fd, messages, count, flags, timeout);
    }

    /** recvmsg(2): the number of bytes or {@code -errno}; allocates nothing. */
    public static long recvmsg(int fd, MemorySegment message, int flags) {
        return Syscalls.recvmsg(fd, message, flags);
    }

    /** sendmmsg(2): the number of messages or {@code -errno}; allocates nothing. */
    public static int sendmmsg(int fd, MemorySegment messages, int count, int flags) {
        return Syscalls.sendmmsg(fd, messages, count, flags);
    }

    /** epoll_create1(2). */
    public static int epoll_create1(int flags) {
        CallState state = CallState.ofThread();
        try {
            return state.orErrno((int) EPOLL_CREATE1.invokeExact(state.segment, flags));
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    /** epoll_ctl(2). */
    public static int epoll_ctl(int epoll, int operation, int fd, MemorySegment event) {
        CallState state = CallState.ofThread();
        try {
            return state.orErrno((int) EPOLL_CTL.invokeExact(state.segment, epoll, operation, fd, event));
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    /** epoll_wait(2): the number of events or {@code -errno}; allocates nothing. */
    public static int epoll_wait(int epoll, MemorySegment events, int most, int timeoutMs) {
        return Syscalls.epoll_wait(epoll, events, most, timeoutMs);
    }
}

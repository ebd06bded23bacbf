package io.rxpath.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The C library's functions under their own names: results as C gives them, and {@code -errno} where C returns -1.
 * No policy: EINTR and EAGAIN are results like any other. Each method is documented in the Linux manual, section 2,
 * under its name.
 *
 * <p>Most calls leave {@code errno} in a {@link CallState} of the calling thread, which can cost 40 bytes of garbage a
 * call; those that a poll thread makes per turn go through {@link Syscalls} and say that they allocate nothing. None of the handles is critical: a critical call keeps its thread "in Java", so that every safepoint
 * of the process would wait for the end of a system call.
 */
public final class Libc {
    private static final Linker LINKER = Linker.nativeLinker();

    private static final MethodHandle SOCKET = errno("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle BIND = errno("bind", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle CONNECT = errno("connect", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle GETSOCKNAME = errno("getsockname", JAVA_INT, JAVA_INT, ADDRESS,
            ADDRESS);
    private static final MethodHandle SETSOCKOPT = errno("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT,
            ADDRESS, JAVA_INT);
    private static final MethodHandle SEND = errno("send", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle RECV = errno("recv", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle CLOSE = errno("close", JAVA_INT, JAVA_INT);
    private static final MethodHandle OPEN = errnoVariadic("open", 2, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
    private static final MethodHandle READ = errno("read", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
    private static final MethodHandle IOCTL = errnoVariadic("ioctl", 2, JAVA_INT, JAVA_INT, JAVA_LONG,
            ADDRESS);
    private static final MethodHandle EPOLL_CREATE1 = errno("epoll_create1", JAVA_INT, JAVA_INT);
    private static final MethodHandle EPOLL_CTL = errno("epoll_ctl", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT,
            ADDRESS);
    private static final MethodHandle MMAP = errno("mmap", JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT,
            JAVA_INT, JAVA_LONG);
    private static final MethodHandle MUNMAP = errno("munmap", JAVA_INT, ADDRESS, JAVA_LONG);
    private static final MethodHandle MPROTECT = errno("mprotect", JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle MLOCKALL = errno("mlockall", JAVA_INT, JAVA_INT);
    private static final MethodHandle MUNLOCKALL = errno("munlockall", JAVA_INT);
    private static final MethodHandle SYSCALL = errnoVariadic("syscall", 1, JAVA_LONG, JAVA_LONG, JAVA_LONG,
            JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle CLOCK_GETTIME = errno("clock_gettime", JAVA_INT, JAVA_INT, ADDRESS);
    private static final MethodHandle CLOCK_GETTIME_BARE = plain("clock_gettime", JAVA_INT, JAVA_INT,
            ADDRESS);
    private static final MethodHandle SCHED_SETAFFINITY = errno("sched_setaffinity", JAVA_INT, JAVA_INT,
            JAVA_LONG, ADDRESS);
    private static final MethodHandle SCHED_GETAFFINITY = errno("sched_getaffinity", JAVA_INT, JAVA_INT,
            JAVA_LONG, ADDRESS);
    private static final MethodHandle SCHED_GETCPU = errno("sched_getcpu", JAVA_INT);
    private static final MethodHandle SCHED_SETSCHEDULER = errno("sched_setscheduler", JAVA_INT, JAVA_INT,
            JAVA_INT, ADDRESS);
    private static final MethodHandle GETTID = plain("gettid", JAVA_INT);
    private static final MethodHandle GETPID = plain("getpid", JAVA_INT);
    private static final MethodHandle GETEUID = plain("geteuid", JAVA_INT);
    private static final MethodHandle UNSHARE = errno("unshare", JAVA_INT, JAVA_INT);
    private static final MethodHandle IF_NAMETOINDEX = errno("if_nametoindex", JAVA_INT, ADDRESS);
    private static final MethodHandle USLEEP = errno("usleep", JAVA_INT, JAVA_INT);

    private Libc() {
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

    /** recvmmsg(2): the number of messages or {@code -errno}; allocates nothing. */
    public static int recvmmsg(int fd, MemorySegment messages, int count, int flags, MemorySegment timeout) {
        return Syscalls.recvmmsg(fd, messages, count, flags, timeout);
    }

    /** sendmmsg(2): the number of messages or {@code -errno}; allocates nothing. */
    public static int sendmmsg(int fd, MemorySegment messages, int count, int flags) {
        return Syscalls.sendmmsg(fd, messages, count, flags);
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

    /** close(2). On Linux the descriptor is gone even after EINTR: never repeat it. */
    public static int close(int fd) {
        CallState state = CallState.ofThread();
        try {
            return state.orErrno((int) CLOSE.invokeExact(state.segment, fd));
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    /** open(2); {@code path} is a C string. */
    public static int open(MemorySegment path, int flags, int mode) {
        CallState state = CallState.ofThread();
        try {
            return state.orErrno((int) OPEN.invokeExact(state.segment, path, flags, mode));
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    /** read(2). */
    public static long read(int fd, MemorySegment bytes, long length) {
        CallState state = CallState.ofThread();
        try {
            return state.orErrno((long) READ.invokeExact(state.segment, fd, bytes, length));
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    /** pread(2); allocates nothing. */
    public static long pread(int fd, MemorySegment bytes, long length, long offset) {
        return Syscalls.pread(fd, bytes, length, offset);
    }

    /** ioctl(2) with a pointer argument; for a number pass {@code MemorySegment.ofAddress(number)}. */
    public static int ioctl(int fd, long request, MemorySegment argument) {
        CallState state = CallState.ofThread();
        try {
            return state.orErrno((int) IOCTL.invokeExact(state.segment, fd, request, argument));
        } catch (Throwable t) {
            throw unexpected(t);
        }
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

    /** mmap(2): the address or {@code -errno}. */
    public static long mmap(MemorySegment hint, long length, int protection, int flags, int fd, long offset) {
        CallState state = CallState.ofThread();
        try {
            return state.orErrno(
                    (long) MMAP.invokeExact(state.segment, hint, length, protection, flags, fd, offset));
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    /** munmap(2). */
    public static int munmap(MemorySegment address, long length) {
        CallState state = CallState.ofThread();
        try {
            return state.orErrno((int) MUNMAP.invokeExact(state.segment, address, length));
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    /** mprotect(2). */
    public static int mprotect(MemorySegment address, long length, int protection) {
        CallState state = CallState.ofThread();
        try {
            return state.orErrno((int) MPROTECT.invokeExact(state.segment, address, length, protection));
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    /** mlockall(2). */
    public static int mlockall(int flags) {
        CallState state = CallState.ofThread();
        try {
            return state.orErrno((int) MLOCKALL.invokeExact(state.segment, flags));
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    /** munlockall(2). */
    public static int munlockall() {
        CallState state = CallState.ofThread();
        try {
            return state.orErrno((int) MUNLOCKALL.invokeExact(state.segment));
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    /** syscall(2) with up to five arguments, for calls without a C library symbol. */
    public static long syscall(long number, long a, long b, long c, long d, long e) {
        CallState state = CallState.ofThread();
        try {
            return state.orErrno((long) SYSCALL.invokeExact(state.segment, number, a, b, c, d, e));
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    /** clock_gettime(2), saying why where a clock is refused. */
    public static int clock_gettime(int clock, MemorySegment timespec) {
        CallState state = CallState.ofThread();
        try {
            return state.orErrno((int) CLOCK_GETTIME.invokeExact(state.segment, clock, timespec));
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    /** clock_gettime(2) for a clock known to exist: 0, or -1 without its errno; the cheapest reading. */
    static int clock_gettime_bare(int clock, MemorySegment timespec) {
        try {
            return (int) CLOCK_GETTIME_BARE.invokeExact(clock, timespec);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    /** sched_setaffinity(2); thread 0 is the calling one. */
    public static int sched_setaffinity(int tid, long maskBytes, MemorySegment mask) {
        CallState state = CallState.ofThread();
        try {
            return state.orErrno((int) SCHED_SETAFFINITY.invokeExact(state.segment, tid, maskBytes, mask));
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    /** sched_getaffinity(2); thread 0 is the calling one. */
    public static int sched_getaffinity(int tid, long maskBytes, MemorySegment mask) {
        CallState state = CallState.ofThread();
        try {
            return state.orErrno((int) SCHED_GETAFFINITY.invokeExact(state.segment, tid, maskBytes, mask));
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    /** sched_getcpu(3). */
    public static int sched_getcpu() {
        CallState state = CallState.ofThread();
        try {
            return state.orErrno((int) SCHED_GETCPU.invokeExact(state.segment));
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    /** sched_setscheduler(2); thread 0 is the calling one. */
    public static int sched_setscheduler(int tid, int policy, MemorySegment parameters) {
        CallState state = CallState.ofThread();
        try {
            return state
                    .orErrno((int) SCHED_SETSCHEDULER.invokeExact(state.segment, tid, policy, parameters));
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    /** getrusage(2); allocates nothing. */
    public static int getrusage(int who, MemorySegment usage) {
        return Syscalls.getrusage(who, usage);
    }

    /** gettid(2). */
    public static int gettid() {
        try {
            return (int) GETTID.invokeExact();
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    /** getpid(2). */
    public static int getpid() {
        try {
            return (int) GETPID.invokeExact();
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    /** geteuid(2). */
    public static int geteuid() {
        try {
            return (int) GETEUID.invokeExact();
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    /** unshare(2): of the calling thread alone. */
    public static int unshare(int flags) {
        CallState state = CallState.ofThread();
        try {
            return state.orErrno((int) UNSHARE.invokeExact(state.segment, flags));
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    /** if_nametoindex(3): the index, or {@code -errno} where C returns 0; {@code name} is a C string. */
    public static int if_nametoindex(MemorySegment name) {
        CallState state = CallState.ofThread();
        try {
            int index = (int) IF_NAMETOINDEX.invokeExact(state.segment, name);
            return index == 0 ? state.orErrno(-1) : index;
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    /** usleep(3). */
    public static int usleep(int usecs) {
        CallState state = CallState.ofThread();
        try {
            return state.orErrno((int) USLEEP.invokeExact(state.segment, usecs));
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    private static MethodHandle errno(String name, MemoryLayout result, MemoryLayout... arguments) {
        return link(name, result, arguments, Linker.Option.captureCallState("errno"));
    }

    private static MethodHandle errnoVariadic(String name, int firstVariadic, MemoryLayout result,
            MemoryLayout... arguments) {
        return link(name, result, arguments, Linker.Option.captureCallState("errno"),
                Linker.Option.firstVariadicArg(firstVariadic));
    }

    private static MethodHandle plain(String name, MemoryLayout result, MemoryLayout... arguments) {
        return link(name, result, arguments);
    }

    @SuppressWarnings("restricted")
    private static MethodHandle link(String name, MemoryLayout result, MemoryLayout[] arguments,
            Linker.Option... options) {
        MemorySegment symbol = LINKER.defaultLookup().find(name).orElseThrow(() -> new UnsatisfiedLinkError(
                "the C library has no " + name + ": rxpath needs Linux with glibc 2.35 or newer"));
        return LINKER.downcallHandle(symbol, FunctionDescriptor.of(result, arguments), options);
    }

    /**
     * A downcall declares no checked exception: what arrives here is the caller's mistake (memory that is closed or
     * another thread's), passed on, or a defect of the binding.
     */
    static AssertionError unexpected(Throwable t) {
        if (t instanceof RuntimeException mistake) {
            throw mistake;
        }
        return new AssertionError("downcall failed", t);
    }

    private static final MethodHandle MOUNT = errno("mount", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG,
            ADDRESS);

    /** mount(2); all but {@code flags} are C strings or null pointers. */
    public static int mount(MemorySegment source, MemorySegment target, MemorySegment type, long flags,
            MemorySegment data) {
        CallState state = CallState.ofThread();
        try {
            return state.orErrno((int) MOUNT.invokeExact(state.segment, source, target, type, flags, data));
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }
}

package io.rxpath.linux;

import static io.rxpath.linux.Downcalls.errno;
import static io.rxpath.linux.Downcalls.errnoVariadic;
import static io.rxpath.linux.Downcalls.plain;
import static io.rxpath.linux.Downcalls.unexpected;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The C library's functions under their own names: results as C gives them, and {@code -errno} where C returns -1.
 * No policy: EINTR and EAGAIN are results like any other. Each method is documented in the Linux manual, section 2,
 * under its name.
 *
 * <p>Most calls leave {@code errno} in a {@link CallState} of the calling thread, which can cost 40 bytes of garbage a
 * call; those that a poll thread makes per turn go through {@link Syscalls} and say that they allocate nothing. Sockets
 * are in {@link LibcSockets}, threads' CPUs and policies in {@link LibcScheduling}.
 */
public final class Libc {
    private static final MethodHandle CLOSE = errno("close", JAVA_INT, JAVA_INT);
    private static final MethodHandle OPEN = errnoVariadic("open", 2, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
    private static final MethodHandle READ = errno("read", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
    private static final MethodHandle IOCTL = errnoVariadic("ioctl", 2, JAVA_INT, JAVA_INT, JAVA_LONG,
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
    private static final MethodHandle GETTID = plain("gettid", JAVA_INT);
    private static final MethodHandle GETPID = plain("getpid", JAVA_INT);
    private static final MethodHandle GETEUID = plain("geteuid", JAVA_INT);
    private static final MethodHandle UNSHARE = errno("unshare", JAVA_INT, JAVA_INT);
    private static final MethodHandle IF_NAMETOINDEX = errno("if_nametoindex", JAVA_INT, ADDRESS);
    private static final MethodHandle USLEEP = errno("usleep", JAVA_INT, JAVA_INT);
    private static final MethodHandle MOUNT = errno("mount", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG,
            ADDRESS);

    private Libc() {
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

package io.rxpath.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The system calls that a poll thread makes per turn, straight into the kernel, which returns {@code -errno} in the
 * result itself. Any thread may call; no call allocates, compiled or not.
 *
 * <p>Why not through {@link Libc}: capturing {@code errno} makes a slice of the capture segment in each call (JDK 25,
 * jdk.internal.foreign.abi.SharedUtils.checkCaptureSegment). The compiler usually removes it, but not always: one
 * run in eight kept 40 bytes a call. An entry here is the four instructions that the C library has around the call as
 * well, without {@code errno}, in a page that is written once and then executable and no longer writable.
 *
 * <p>The handles are not critical, for the reason given in {@link Downcalls}.
 */
final class Syscalls {
    // asm/unistd_64.h
    private static final int SYS_PREAD64 = 17;
    private static final int SYS_RECVMSG = 47;
    private static final int SYS_GETSOCKOPT = 55;
    private static final int SYS_GETRUSAGE = 98;
    private static final int SYS_EPOLL_WAIT = 232;
    private static final int SYS_RECVMMSG = 299;
    private static final int SYS_SENDMMSG = 307;

    /** endbr64; mov eax, NUMBER; mov r10, rcx; syscall; ret (System V ABI, x86-64, A.2.1 and A.2.2). */
    private static final byte[] ENTRY = {(byte) 0xf3, 0x0f, 0x1e, (byte) 0xfa, (byte) 0xb8, 0, 0, 0, 0, 0x49,
        (byte) 0x89, (byte) 0xca, 0x0f, 0x05, (byte) 0xc3};
    private static final int NUMBER = 5;
    private static final int STRIDE = 16;

    // sys/mman.h
    private static final int PROT_READ = 1;
    private static final int PROT_WRITE = 2;
    private static final int PROT_EXEC = 4;
    private static final int MAP_PRIVATE = 2;
    private static final int MAP_ANONYMOUS = 0x20;
    private static final int PAGE_BYTES = 4096;

    private static final long ENTRIES = entries(SYS_PREAD64, SYS_GETSOCKOPT, SYS_GETRUSAGE, SYS_RECVMMSG,
            SYS_SENDMMSG, SYS_EPOLL_WAIT, SYS_RECVMSG);
    private static final MethodHandle PREAD64 = handle(0, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle GETSOCKOPT = handle(1, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle GETRUSAGE = handle(2, JAVA_INT, ADDRESS);
    private static final MethodHandle RECVMMSG = handle(3, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS);
    private static final MethodHandle SENDMMSG = handle(4, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
    private static final MethodHandle EPOLL_WAIT = handle(5, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
    private static final MethodHandle RECVMSG = handle(6, JAVA_INT, ADDRESS, JAVA_INT);

    private Syscalls() {
    }

    /** recvmmsg(2): the number of messages or {@code -errno}. */
    static int recvmmsg(int fd, MemorySegment messages, int count, int flags, MemorySegment timeout) {
        try {
            return (int) (long) RECVMMSG.invokeExact(fd, messages, count, flags, timeout);
        } catch (Throwable t) {
            throw Downcalls.unexpected(t);
        }
    }

    /** recvmsg(2): the number of bytes or {@code -errno}. */
    static long recvmsg(int fd, MemorySegment message, int flags) {
        try {
            return (long) RECVMSG.invokeExact(fd, message, flags);
        } catch (Throwable t) {
            throw Downcalls.unexpected(t);
        }
    }

    /** sendmmsg(2): the number of messages or {@code -errno}. */
    static int sendmmsg(int fd, MemorySegment messages, int count, int flags) {
        try {
            return (int) (long) SENDMMSG.invokeExact(fd, messages, count, flags);
        } catch (Throwable t) {
            throw Downcalls.unexpected(t);
        }
    }

    /** getsockopt(2): 0 or {@code -errno}. */
    static int getsockopt(int fd, int level, int option, MemorySegment value, MemorySegment length) {
        try {
            return (int) (long) GETSOCKOPT.invokeExact(fd, level, option, value, length);
        } catch (Throwable t) {
            throw Downcalls.unexpected(t);
        }
    }

    /** getrusage(2): 0 or {@code -errno}. */
    static int getrusage(int who, MemorySegment usage) {
        try {
            return (int) (long) GETRUSAGE.invokeExact(who, usage);
        } catch (Throwable t) {
            throw Downcalls.unexpected(t);
        }
    }

    /** epoll_wait(2): the number of events or {@code -errno}. */
    static int epoll_wait(int fd, MemorySegment events, int most, int timeoutMs) {
        try {
            return (int) (long) EPOLL_WAIT.invokeExact(fd, events, most, timeoutMs);
        } catch (Throwable t) {
            throw Downcalls.unexpected(t);
        }
    }

    /** pread(2): the number of bytes or {@code -errno}. */
    static long pread(int fd, MemorySegment bytes, long length, long offset) {
        try {
            return (long) PREAD64.invokeExact(fd, bytes, length, offset);
        } catch (Throwable t) {
            throw Downcalls.unexpected(t);
        }
    }

    @SuppressWarnings("restricted")
    private static long entries(int... numbers) {
        long address = Libc.mmap(MemorySegment.NULL, PAGE_BYTES, PROT_READ | PROT_WRITE,
                MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (address < 0) {
            throw new LinuxException("mmap(one page)", (int) -address, "");
        }
        MemorySegment page = MemorySegment.ofAddress(address).reinterpret(PAGE_BYTES);
        for (int i = 0; i < numbers.length; i++) {
            MemorySegment.copy(ENTRY, 0, page, JAVA_BYTE, i * STRIDE, ENTRY.length);
            page.set(JAVA_INT_UNALIGNED, i * STRIDE + NUMBER, numbers[i]);
        }
        LinuxException.check(Libc.mprotect(page, PAGE_BYTES, PROT_READ | PROT_EXEC), "mprotect(PROT_EXEC)",
                "the JVM needs executable memory as well: lift what forbids it (SELinux execmem,"
                        + " MemoryDenyWriteExecute=)");
        return address;
    }

    @SuppressWarnings("restricted")
    private static MethodHandle handle(int entry, MemoryLayout... arguments) {
        return Linker.nativeLinker().downcallHandle(MemorySegment.ofAddress(ENTRIES + (long) entry * STRIDE),
                FunctionDescriptor.of(JAVA_LONG, arguments));
    }
}

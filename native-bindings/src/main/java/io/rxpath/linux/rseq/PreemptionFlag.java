package io.rxpath.linux.rseq;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.rxpath.linux.Errno;
import io.rxpath.linux.Libc;
import io.rxpath.linux.LinuxException;
import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/**
 * Whether the calling thread may have been taken off its processor since it last asked, for the price of one load
 * and one store. The kernel's restartable sequences (rseq) clear a pointer in the thread's memory when they preempt,
 * migrate or signal it; other returns from the kernel may clear it too, so a cleared flag means "look closer", never
 * a count. A voluntary sleep inside a system call may leave it armed.
 *
 * <pre>
 * struct rseq {                   offset     at the thread pointer + __rseq_offset, registered by glibc 2.35
 *     __u32 cpu_id_start;           0
 *     __u32 cpu_id;                 4        negative while not registered
 *     __u64 rseq_cs;                8        what this class arms and the kernel clears
 *     ...
 * };
 * struct rseq_cs {
 *     __u32 version;                0
 *     __u32 flags;                  4
 *     __u64 start_ip;               8
 *     __u64 post_commit_offset;    16
 *     __u64 abort_ip;              24        the four bytes before it hold the signature
 * };                               32        aligned to 32
 * </pre>
 *
 * <p>All methods are for the thread that created the object, and only while it lives. Source:
 * include/uapi/linux/rseq.h, kernel/rseq.c, sysdeps/unix/sysv/linux/sys/rseq.h of glibc.
 */
public final class PreemptionFlag {
    private static final long ARCH_PRCTL = 158;
    private static final long ARCH_GET_FS = 0x1003;
    private static final int RSEQ_SIG = 0x53053053;
    private static final long CPU_ID = 4;
    private static final long RSEQ_CS = 8;
    private static final VarHandle LONG = JAVA_LONG.varHandle();

    /**
     * A critical section in which no thread ever is, a constant for all of them. It must outlive every thread that
     * armed it: the kernel follows the pointer at the thread's next preemption and kills the process where it finds
     * something else.
     */
    private static final long NEVER_ENTERED = neverEntered(Arena.global()).address();

    private final Thread owner = Thread.currentThread();
    private final MemorySegment rseq;

    private PreemptionFlag(MemorySegment rseq) {
        this.rseq = rseq;
    }

    /**
     * The calling thread's flag, not yet armed.
     *
     * @throws LinuxException where the kernel or glibc does not offer rseq
     * @throws IllegalStateException on a virtual thread, which has no processor of its own
     */
    public static PreemptionFlag ofThread() {
        if (Thread.currentThread().isVirtual()) {
            throw new IllegalStateException(
                    "rseq belongs to a kernel thread: call it from a platform thread");
        }
        long offset = symbol("__rseq_offset", JAVA_LONG).get(JAVA_LONG, 0);
        MemorySegment rseq = at(threadPointer() + offset, 32);
        if (symbol("__rseq_size", JAVA_INT).get(JAVA_INT, 0) == 0 || rseq.get(JAVA_INT, CPU_ID) < 0) {
            throw unavailable("glibc registered none: the kernel lacks CONFIG_RSEQ, or GLIBC_TUNABLES sets"
                    + " glibc.pthread.rseq=0");
        }
        return new PreemptionFlag(rseq);
    }

    /** Sets the flag; the kernel clears it when it takes the thread off its processor. */
    public void arm() {
        assert Thread.currentThread() == owner;
        LONG.setOpaque(rseq, RSEQ_CS, NEVER_ENTERED);
    }

    /** Whether the kernel has cleared the flag since {@link #arm()}; true before the first. */
    public boolean cleared() {
        assert Thread.currentThread() == owner;
        return (long) LONG.getOpaque(rseq, RSEQ_CS) != NEVER_ENTERED;
    }

    private static MemorySegment neverEntered(Arena arena) {
        MemorySegment memory = arena.allocate(64, 64);
        long base = memory.address();
        // Data is never executed, so the program counter is never in [base + 48, base + 56).
        memory.set(JAVA_LONG, 8, base + 48);
        memory.set(JAVA_LONG, 16, 8);
        memory.set(JAVA_LONG, 24, base + 40);
        memory.set(JAVA_INT, 36, RSEQ_SIG);
        return memory;
    }

    private static long threadPointer() {
        try (Arena scratch = Arena.ofConfined()) {
            MemorySegment pointer = scratch.allocate(JAVA_LONG);
            long result = Libc.syscall(ARCH_PRCTL, ARCH_GET_FS, pointer.address(), 0, 0, 0);
            LinuxException.check((int) result, "arch_prctl(ARCH_GET_FS)", "rseq needs x86-64");
            return pointer.get(JAVA_LONG, 0);
        }
    }

    private static MemorySegment symbol(String name, ValueLayout layout) {
        return Linker.nativeLinker().defaultLookup().find(name)
                .map(address -> at(address.address(), layout.byteSize())).orElseThrow(
                        () -> unavailable("the C library has no " + name + ": it needs glibc 2.35 or newer"));
    }

    @SuppressWarnings("restricted")
    private static MemorySegment at(long address, long bytes) {
        return MemorySegment.ofAddress(address).reinterpret(bytes);
    }

    private static LinuxException unavailable(String advice) {
        return new LinuxException("rseq of the own thread", Errno.ENOSYS.number(), advice);
    }
}

package io.rxpath.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.LongSupplier;

/**
 * The clocks of the receive path, read without allocation (clock_gettime(2), answered by the vDSO). One instance belongs
 * to one thread: a reading goes through its memory.
 *
 * <pre>
 * struct timespec {
 *     time_t tv_sec;
 *     long   tv_nsec;
 * };
 * </pre>
 */
public final class Clocks {
    // linux/time.h
    private static final int CLOCK_REALTIME = 0;
    private static final int CLOCK_MONOTONIC = 1;
    private static final int CLOCK_THREAD_CPUTIME_ID = 3;

    private static final long TV_SEC = 0;
    private static final long TV_NSEC = 8;
    private static final long SECOND_NS = 1_000_000_000;

    private final MemorySegment timespec = Arena.ofAuto().allocate(16, 8);

    private final LongSupplier realtimeStepNs;

    private Clocks(LongSupplier realtimeStepNs) {
        this.realtimeStepNs = realtimeStepNs;
    }

    /** The clocks of the thread that will read them. */
    public static Clocks create() {
        return new Clocks(null);
    }

    /**
     * Clocks whose realtime can be seen to step without a step of the host's.
     *
     * @param realtimeStepNs what is added to each reading of the realtime, ns
     */
    public static Clocks stepping(LongSupplier realtimeStepNs) {
        return new Clocks(realtimeStepNs);
    }

    /** Nanoseconds since 1970 of the host's wall clock, which can step; the clock of the kernel's stamps. */
    public long realtimeNs() {
        long now = read(CLOCK_REALTIME);
        return realtimeStepNs == null ? now : now + realtimeStepNs.getAsLong();
    }

    /** Nanoseconds since some fixed point; never steps; the clock of perf records. */
    public long monotonicNs() {
        return read(CLOCK_MONOTONIC);
    }

    /** Nanoseconds that the calling thread has had a CPU; a system call, unlike the others. */
    public long threadCpuNs() {
        return read(CLOCK_THREAD_CPUTIME_ID);
    }

    private long read(int clock) {
        // None of them can be refused: they exist on every kernel.
        Libc.clock_gettime_bare(clock, timespec);
        return timespec.get(JAVA_LONG, TV_SEC) * SECOND_NS + timespec.get(JAVA_LONG, TV_NSEC);
    }
}

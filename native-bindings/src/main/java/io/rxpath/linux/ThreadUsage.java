package io.rxpath.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * What a thread has used of its CPU, by its own count (getrusage(2), RUSAGE_THREAD). An instance belongs to the thread
 * that reads it; reading allocates nothing.
 *
 * <pre>
 * struct rusage {
 *     struct timeval ru_utime;      time_t tv_sec; suseconds_t tv_usec;
 *     struct timeval ru_stime;
 *     long ru_maxrss, ru_ixrss, ru_idrss, ru_isrss;
 *     long ru_minflt, ru_majflt, ru_nswap, ru_inblock, ru_oublock;
 *     long ru_msgsnd, ru_msgrcv, ru_nsignals;
 *     long ru_nvcsw, ru_nivcsw;
 * };
 * </pre>
 */
public final class ThreadUsage {
    private static final int RUSAGE_THREAD = 1;
    private static final long RU_UTIME = 0;
    private static final long RU_STIME = 16;
    private static final long RU_MINFLT = 64;
    private static final long RU_MAJFLT = 72;
    private static final long RU_NVCSW = 128;
    private static final long RU_NIVCSW = 136;
    private static final long RUSAGE_BYTES = 144;
    private static final long TV_USEC = 8;

    private final MemorySegment usage = Arena.ofAuto().allocate(RUSAGE_BYTES, 8);

    /** Creates an instance for one thread; all figures are 0 until it is read. */
    public ThreadUsage() {
    }

    /** Reads the figures of the calling thread. */
    public void read() {
        // Neither argument can be refused.
        Libc.getrusage(RUSAGE_THREAD, usage);
    }

    /** Time in user mode at the last {@link #read}, in nanoseconds; it moves in microseconds. */
    public long userNs() {
        return nanos(RU_UTIME);
    }

    /** Time in the kernel at the last {@link #read}, in nanoseconds; it moves in microseconds. */
    public long systemNs() {
        return nanos(RU_STIME);
    }

    /** How often the thread gave the CPU away itself. */
    public long voluntarySwitches() {
        return usage.get(JAVA_LONG, RU_NVCSW);
    }

    /** How often the CPU was taken from the thread. */
    public long involuntarySwitches() {
        return usage.get(JAVA_LONG, RU_NIVCSW);
    }

    /** Page faults that needed no reading in. */
    public long minorFaults() {
        return usage.get(JAVA_LONG, RU_MINFLT);
    }

    /** Page faults that waited for a page to be read in. */
    public long majorFaults() {
        return usage.get(JAVA_LONG, RU_MAJFLT);
    }

    private long nanos(long timeval) {
        return usage.get(JAVA_LONG, timeval) * 1_000_000_000 + usage.get(JAVA_LONG, timeval + TV_USEC) * 1000;
    }
}

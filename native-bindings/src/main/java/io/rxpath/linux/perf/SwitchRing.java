package io.rxpath.linux.perf;

import io.rxpath.linux.Errno;
import io.rxpath.linux.LinuxException;
import java.lang.foreign.Arena;

/**
 * Every switch of one thread off and onto its processor, with its exact time: PERF_RECORD_SWITCH records of a
 * software dummy event, read from a mapped ring by memory loads only. Costs nothing while nothing switches and needs
 * no privilege at {@code kernel.perf_event_paranoid} 2 or less.
 *
 * <p>A cursor: {@link #next()} moves to the next record, whose fields the accessors then return. Times are
 * nanoseconds of CLOCK_MONOTONIC. Records of one thread come in time order; a switch out and the following switch in
 * make one absence. A page of the ring holds some 170 switches; what comes while it is full is lost, counted by
 * {@link #lost()}, and makes an out follow an out or an in follow an in.
 *
 * <p>One thread at a time may read, normally the one watched. Nothing but opening and {@link #close()} allocates or
 * enters the kernel.
 *
 * <p>Source: perf_event_open(2), include/uapi/linux/perf_event.h.
 */
public final class SwitchRing implements AutoCloseable {
    static final int DATA_PAGES = 16;

    static final int PERF_RECORD_SWITCH = 14;
    static final int MISC_SWITCH_OUT = 1 << 13;
    static final int MISC_SWITCH_OUT_PREEMPT = 1 << 14;
    /** Header, time, and CPU with four bytes reserved. */
    static final int SWITCH_BYTES = 24;

    private final PerfRing ring;
    private long timeNs;
    private int misc;
    private int cpu;

    SwitchRing(PerfRing ring) {
        this.ring = ring;
    }

    /**
     * Starts to record the calling thread's switches, up to some 2,700 unread ones.
     *
     * @throws LinuxException where the kernel refuses, with the setting that forbids it
     */
    public static SwitchRing open() {
        return of(0, DATA_PAGES, "context switches of the own thread");
    }

    /**
     * Starts to record another thread's switches. A thread of another user needs CAP_PERFMON; one's own needs what
     * {@link #open()} needs. When the watched thread ends, its last records stay readable and none follow.
     *
     * @param tid the thread in the caller's PID namespace, greater than 0
     * @param dataPages size of the ring in pages of 4 KiB, a power of two; a page holds some 170 switches
     * @throws LinuxException where the kernel refuses, with what forbids it; ESRCH where there is no such thread
     */
    public static SwitchRing ofThread(int tid, int dataPages) {
        if (tid <= 0) {
            throw new IllegalArgumentException("thread id " + tid + ": give one greater than 0");
        }
        return of(tid, dataPages, "context switches of thread " + tid);
    }

    private static SwitchRing of(int tid, int dataPages, String what) {
        try (Arena scratch = Arena.ofConfined()) {
            return new SwitchRing(new PerfRing(PerfEvent.keepingOldest(PerfEventAttr.contextSwitches(scratch),
                    tid, -1, dataPages, what, SwitchRing::advice)));
        }
    }

    private static String advice(long result) {
        if (Errno.EACCES.is(result)) {
            return "set kernel.perf_event_paranoid to 2 or less, or run with CAP_PERFMON; another user's"
                    + " thread always needs the capability";
        }
        if (Errno.EPERM.is(result)) {
            return "set kernel.perf_event_paranoid to 2 or less; in a container let its seccomp profile allow"
                    + " perf_event_open";
        }
        if (Errno.ESRCH.is(result)) {
            return "the thread has ended, or it lives in another PID namespace";
        }
        if (Errno.ENOSYS.is(result)) {
            return "this kernel was built without CONFIG_PERF_EVENTS, or a seccomp profile hides the call";
        }
        return "";
    }

    /**
     * Moves to the next switch not yet read.
     *
     * @return false where there is none now; the accessors then keep the last switch
     */
    public boolean next() {
        while (ring.next()) {
            if (ring.type() == PERF_RECORD_SWITCH && ring.size() >= SWITCH_BYTES) {
                misc = ring.misc();
                timeNs = ring.word(8);
                cpu = (int) ring.word(16);
                return true;
            }
        }
        return false;
    }

    /** When the switch happened: nanoseconds of CLOCK_MONOTONIC. */
    public long timeNs() {
        return timeNs;
    }

    /** Whether the thread left its processor; false: it came back onto one. */
    public boolean out() {
        return (misc & MISC_SWITCH_OUT) != 0;
    }

    /** Whether the thread left its processor while it could have gone on; only with {@link #out()}. */
    public boolean preempted() {
        return (misc & MISC_SWITCH_OUT_PREEMPT) != 0;
    }

    /** The processor that the thread left or came onto. */
    public int cpu() {
        return cpu;
    }

    /** Switches that found the ring full, since it was opened, as far as the kernel has told so far. */
    public long lost() {
        return ring.lost();
    }

    /** Stops the recording and unmaps the ring; any thread, any number of times. No cursor method after it. */
    @Override
    public void close() {
        ring.close();
    }
}

package io.rxpath.linux.perf;

import io.rxpath.linux.Errno;
import io.rxpath.linux.Libc;
import io.rxpath.linux.LinuxException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/**
 * Every switch of one thread off and onto its processor, with its exact time: PERF_RECORD_SWITCH records of a
 * software dummy event, read from a mapped ring by memory loads only. Costs nothing while nothing switches and needs
 * no privilege at {@code kernel.perf_event_paranoid} 2 or less.
 *
 * <p>A cursor: {@link #next()} moves to the next record, whose fields the accessors then return. Times are
 * nanoseconds of CLOCK_MONOTONIC. Records of one thread come in time order; a switch out and the following switch in
 * make one absence. The ring holds some 2,700 switches; what comes while it is full is lost, counted by
 * {@link #lost()}, and makes an out follow an out or an in follow an in.
 *
 * <p>Opened by the thread to be watched. One thread at a time may read, normally the same. Nothing but
 * {@link #open()} and {@link #close()} allocates or enters the kernel.
 *
 * <p>Source: perf_event_open(2), include/uapi/linux/perf_event.h.
 */
public final class SwitchRing implements AutoCloseable {
    private static final long PERF_EVENT_OPEN = 298;
    private static final long PERF_FLAG_FD_CLOEXEC = 8;
    private static final int PROT_READ_WRITE = 3;
    private static final int MAP_SHARED = 1;

    static final int PAGE_BYTES = 4096;
    static final int DATA_PAGES = 16;
    static final long DATA_HEAD = 1024;
    static final long DATA_TAIL = 1032;

    static final int PERF_RECORD_LOST = 2;
    static final int PERF_RECORD_LOST_SAMPLES = 13;
    static final int PERF_RECORD_SWITCH = 14;
    static final int MISC_SWITCH_OUT = 1 << 13;
    static final int MISC_SWITCH_OUT_PREEMPT = 1 << 14;
    private static final int HEADER_BYTES = 8;
    /** Header, time, and CPU with four bytes reserved. */
    static final int SWITCH_BYTES = 24;

    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();

    private final MemorySegment ring;
    private final long mask;
    private final Arena arena;
    private long tail;
    private long seenHead;
    private long timeNs;
    private int misc;
    private int cpu;
    private long lost;

    /**
     * Reads a ring as the kernel lays it out.
     *
     * @param ring the control page and, after it, the data pages, a power of two of them
     * @param arena closed with the ring; frees what {@code ring} lies in
     */
    SwitchRing(MemorySegment ring, Arena arena) {
        this.ring = ring;
        this.arena = arena;
        this.mask = ring.byteSize() - PAGE_BYTES - 1;
        if (mask <= 0 || (mask & (mask + 1)) != 0) {
            throw new IllegalArgumentException("data part of " + (mask + 1) + " bytes is no power of two");
        }
        this.tail = (long) LONG.get(ring, DATA_TAIL);
        this.seenHead = tail;
    }

    /**
     * Starts to record the calling thread's switches.
     *
     * @throws LinuxException where the kernel refuses, with the setting that forbids it
     */
    public static SwitchRing open() {
        int fd;
        try (Arena scratch = Arena.ofConfined()) {
            MemorySegment attr = PerfEventAttr.contextSwitches(scratch);
            long result = Libc.syscall(PERF_EVENT_OPEN, attr.address(), 0, -1, -1, PERF_FLAG_FD_CLOEXEC);
            fd = LinuxException.check((int) result, "perf_event_open(context switches of the own thread)",
                    advice(result));
        }
        long bytes = (long) PAGE_BYTES * (1 + DATA_PAGES);
        long address = Libc.mmap(MemorySegment.NULL, bytes, PROT_READ_WRITE, MAP_SHARED, fd, 0);
        if (address < 0) {
            Libc.close(fd);
            throw new LinuxException("mmap(perf ring of " + bytes / 1024 + " KiB)", (int) -address,
                    "raise kernel.perf_event_mlock_kb or the memlock limit (ulimit -l)");
        }
        Arena arena = Arena.ofShared();
        return new SwitchRing(mapped(address, bytes, arena, fd), arena);
    }

    @SuppressWarnings("restricted")
    private static MemorySegment mapped(long address, long bytes, Arena arena, int fd) {
        return MemorySegment.ofAddress(address).reinterpret(bytes, arena, segment -> {
            Libc.munmap(segment, bytes);
            Libc.close(fd);
        });
    }

    private static String advice(long result) {
        if (Errno.EACCES.is(result)) {
            return "set kernel.perf_event_paranoid to 2 or less, or run with CAP_PERFMON";
        }
        if (Errno.EPERM.is(result)) {
            return "set kernel.perf_event_paranoid to 2 or less; in a container let its seccomp profile allow"
                    + " perf_event_open";
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
        while (tail != seenHead || moreWritten()) {
            long at = tail;
            long header = word(at);
            int size = (int) (header >>> 48);
            if (size < HEADER_BYTES || size > seenHead - at) {
                // The kernel writes whole records only; not to trust it costs one record.
                lost++;
                advanceTo(seenHead);
                continue;
            }
            int type = (int) header;
            boolean found = type == PERF_RECORD_SWITCH && size >= SWITCH_BYTES;
            if (found) {
                misc = (int) (header >>> 32) & 0xffff;
                timeNs = word(at + 8);
                cpu = (int) word(at + 16);
            } else if (type == PERF_RECORD_LOST && size >= 24) {
                lost += word(at + 16);
            } else if (type == PERF_RECORD_LOST_SAMPLES && size >= 16) {
                lost += word(at + 8);
            }
            advanceTo(at + size);
            if (found) {
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

    /** Switches that found the ring full, since {@link #open()}, as far as the kernel has told so far. */
    public long lost() {
        return lost;
    }

    /** Stops the recording and unmaps the ring; any thread, any number of times. No cursor method after it. */
    @Override
    public void close() {
        synchronized (arena) {
            if (arena.scope().isAlive()) {
                arena.close();
            }
        }
    }

    private boolean moreWritten() {
        // Acquire: the records before the head are complete once the head is seen.
        seenHead = (long) LONG.getAcquire(ring, DATA_HEAD);
        return tail != seenHead;
    }

    private void advanceTo(long position) {
        tail = position;
        // Release: the kernel may overwrite what lies before the tail, so our reads come first.
        LONG.setRelease(ring, DATA_TAIL, position);
    }

    /** Sizes and positions are multiples of eight, so that a record wraps between words, never inside one. */
    private long word(long position) {
        return (long) LONG.get(ring, PAGE_BYTES + (position & mask));
    }
}

package io.rxpath.linux.perf;

import io.rxpath.linux.Errno;
import io.rxpath.linux.LinuxException;
import java.lang.foreign.Arena;

/**
 * Each passing of one kernel tracepoint, by the calling thread or on one processor, with its exact time and on demand
 * its record; read from a mapped ring by memory loads only. A filter runs in the kernel: what it refuses costs no
 * room. The ring never wakes anybody.
 *
 * <p>A cursor: {@link #next()} moves to the next record, whose fields the accessors then return. Times are
 * nanoseconds of CLOCK_MONOTONIC, in order but for a record that an interrupt made within the making of another.
 * Without its trace record a passing takes 16 bytes of the ring, a page holds 255.
 *
 * <p>What finds the ring full is lost. The kernel tells so just before the next record that fits, which may be long
 * after: {@link #lost()} alone is late. {@link #mayHaveLost()} is in time, because a ring cannot overflow without
 * having been nearly full at the reader's next look; it can be a false alarm. {@link #lostNow()} decides.
 *
 * <p>One thread at a time may read. Only opening, {@link #lostNow()} and {@link #close()} enter the kernel or allocate.
 *
 * <p>Source: perf_event_open(2), include/uapi/linux/perf_event.h, kernel/events/ring_buffer.c; filters:
 * Documentation/trace/events.rst, section 5.
 */
public final class TracepointRing implements AutoCloseable {
    // linux/perf_event.h
    static final int PERF_RECORD_SAMPLE = 9;

    private static final int TIME = 8;
    private static final int RAW_SIZE = 16;
    private static final int RAW = 20;
    static final int ANY = -1;

    private final PerfRing ring;
    private final boolean raw;
    private final int cpu;
    private long timeNs;
    private int rawBytes;

    TracepointRing(PerfRing ring, boolean raw, int cpu) {
        this.ring = ring;
        this.raw = raw;
        this.cpu = cpu;
    }

    /**
     * Starts to record a tracepoint where the calling thread passes it, interrupts of that thread included. Without
     * {@code raw} it needs {@code kernel.perf_event_paranoid} 1 or less, with it -1, or else CAP_PERFMON.
     *
     * @param eventId the tracepoint's number in tracefs
     * @param filter what to record, in the words of the tracepoint's format; null for all
     * @param raw whether to keep the trace record as well
     * @param dataPages size of the ring in pages of 4 KiB, a power of two
     * @throws LinuxException where the kernel refuses, with the reason and the remedy
     */
    public static TracepointRing ofThisThread(int eventId, String filter, boolean raw, int dataPages) {
        return open(eventId, 0, ANY, filter, raw, dataPages);
    }

    /**
     * Starts to record a tracepoint where another thread of this process, or one of this user's, passes it; as
     * {@link #ofThisThread}.
     *
     * @param tid the thread's id, as gettid(2) gives it
     * @param eventId the tracepoint's number in tracefs
     * @param filter what to record, in the words of the tracepoint's format; null for all
     * @param raw whether to keep the trace record as well
     * @param dataPages size of the ring in pages of 4 KiB, a power of two
     * @throws LinuxException where the kernel refuses, with the reason and the remedy
     */
    public static TracepointRing ofThread(int tid, int eventId, String filter, boolean raw, int dataPages) {
        return open(eventId, tid, ANY, filter, raw, dataPages);
    }

    /**
     * Starts to record a tracepoint where anybody passes it on one processor. Needs
     * {@code kernel.perf_event_paranoid} 0 or less, with {@code raw} -1, or else CAP_PERFMON.
     *
     * @param eventId the tracepoint's number in tracefs
     * @param cpu the processor
     * @param filter what to record, in the words of the tracepoint's format; null for all
     * @param raw whether to keep the trace record as well
     * @param dataPages size of the ring in pages of 4 KiB, a power of two
     * @throws LinuxException where the kernel refuses, with the reason and the remedy
     */
    public static TracepointRing ofCpu(int eventId, int cpu, String filter, boolean raw, int dataPages) {
        if (cpu < 0) {
            throw new IllegalArgumentException("processor " + cpu + ": give 0 or more");
        }
        return open(eventId, -1, cpu, filter, raw, dataPages);
    }

    private static TracepointRing open(int eventId, int tid, int cpu, String filter, boolean raw,
            int dataPages) {
        String what = "tracepoint " + eventId + (cpu == ANY ? " of the own thread" : " on processor " + cpu)
                + (raw ? ", with its records" : "");
        int paranoid = raw ? -1 : cpu == ANY ? 1 : 0;
        try (Arena scratch = Arena.ofConfined()) {
            PerfEvent event = PerfEvent.keepingOldest(PerfEventAttr.tracepoint(scratch, eventId, raw), tid,
                    cpu, dataPages, what, result -> advice(result, eventId, cpu, paranoid));
            event.start(filter, what);
            return new TracepointRing(new PerfRing(event), raw, cpu);
        }
    }

    static String advice(long result, int eventId, int cpu, int paranoid) {
        if (Errno.EACCES.is(result) || Errno.EPERM.is(result)) {
            return "run with CAP_PERFMON, or set kernel.perf_event_paranoid to " + paranoid
                    + (paranoid < 0 ? "" : " or less")
                    + "; in a container its seccomp profile must allow perf_event_open as well";
        }
        if (Errno.EINVAL.is(result) || Errno.ENOENT.is(result)) {
            return cpu == ANY || cpu < Runtime.getRuntime().availableProcessors()
                    ? "tracefs has no tracepoint with the id " + eventId + ", or the kernel is older than 6.0"
                    : "there may be no such processor, or no tracepoint with this id";
        }
        if (Errno.ENODEV.is(result)) {
            return "the processor is offline";
        }
        return Errno.ENOSYS.is(result)
                ? "this kernel was built without CONFIG_PERF_EVENTS, or a seccomp profile hides the call"
                : "";
    }

    /**
     * Moves to the next record not yet read; what the raw accessors told of the one before is gone.
     *
     * @return false where there is none now; {@link #timeNs()} then keeps the last time
     */
    public boolean next() {
        while (ring.next()) {
            if (ring.type() == PERF_RECORD_SAMPLE && ring.size() >= (raw ? RAW_SIZE + 8 : RAW_SIZE)) {
                timeNs = ring.word(TIME);
                // The size counts padding to the end of the record, and is trusted no further than that.
                rawBytes = raw ? Math.max(0, Math.min(ring.half(RAW_SIZE), ring.size() - RAW)) : 0;
                return true;
            }
        }
        rawBytes = 0;
        return false;
    }

    /** When the tracepoint was passed: nanoseconds of CLOCK_MONOTONIC. */
    public long timeNs() {
        return timeNs;
    }

    /** Length of the current trace record with up to seven bytes of padding, in bytes; 0 where there is none. */
    public int rawBytes() {
        return rawBytes;
    }

    /**
     * One unsigned byte of the current trace record.
     *
     * @param offset in bytes, as in the tracepoint's format
     * @throws IndexOutOfBoundsException where the record is shorter, or there is none
     */
    public int rawByte(int offset) {
        if (offset < 0 || offset >= rawBytes) {
            throw outOfBounds(offset, 1);
        }
        return byteAt(RAW + offset);
    }

    /** Four bytes of the current trace record; as {@link #rawByte}. */
    public int rawInt(int offset) {
        if (offset < 0 || offset > rawBytes - 4) {
            throw outOfBounds(offset, 4);
        }
        return intAt(RAW + offset);
    }

    /** Eight bytes of the current trace record; as {@link #rawByte}. */
    public long rawLong(int offset) {
        if (offset < 0 || offset > rawBytes - 8) {
            throw outOfBounds(offset, 8);
        }
        return intAt(RAW + offset) & 0xffff_ffffL | (long) intAt(RAW + offset + 4) << 32;
    }

    private int byteAt(int offset) {
        return ring.half(offset & -4) >>> 8 * (offset & 3) & 0xff;
    }

    private int intAt(int offset) {
        if ((offset & 3) == 0) {
            return ring.half(offset);
        }
        return byteAt(offset) | byteAt(offset + 1) << 8 | byteAt(offset + 2) << 16 | byteAt(offset + 3) << 24;
    }

    private IndexOutOfBoundsException outOfBounds(int offset, int bytes) {
        return new IndexOutOfBoundsException(
                bytes + " bytes at " + offset + " of a trace record of " + rawBytes + " bytes");
    }

    /** The processor of {@link #ofCpu}; -1 for a thread's ring. */
    public int cpu() {
        return cpu;
    }

    /**
     * Records lost since the ring was opened, as far as is known without asking: what came before a record already
     * read, and what {@link #lostNow()} said. Never too high, never falling.
     */
    public long lost() {
        return ring.lost();
    }

    /**
     * Whether records may have been lost since {@link #lostNow()} that {@link #lost()} does not count yet: the ring was
     * nearly full. False is certain for trace records of up to a kilobyte, once {@link #next()} has returned false.
     */
    public boolean mayHaveLost() {
        return ring.mayHaveLost();
    }

    /**
     * Records lost since the ring was opened, by the kernel's own count; a system call. Clears {@link #mayHaveLost()}
     * unless the ring is still nearly full.
     */
    public long lostNow() {
        return ring.lostNow();
    }

    /** Stops the recording and unmaps the ring; any thread, any number of times. No cursor method after it. */
    @Override
    public void close() {
        ring.close();
    }
}

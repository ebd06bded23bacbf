package io.rxpath.linux.perf;

import io.rxpath.linux.Errno;
import io.rxpath.linux.Libc;
import io.rxpath.linux.LinuxException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/**
 * The mapped ring of one perf event and a cursor over its records, by memory loads only. {@link #next()} moves to the
 * next record; its bytes stay where they are, and the kernel does not write over them, until the move after that.
 * Notices of loss are not shown but counted.
 *
 * <p>The kernel puts a notice of what it dropped in front of the next record that fits, so that a reader would not
 * learn of a loss while nothing follows. Memory alone tells where that may be so: the ring was nearly full at a look
 * ({@link #mayHaveLost}); {@link #lostNow} then asks.
 *
 * <p>One thread at a time may read; nothing but opening and closing allocates or enters the kernel.
 *
 * <p>Source: perf_event_open(2), include/uapi/linux/perf_event.h, kernel/events/ring_buffer.c.
 */
final class PerfRing implements AutoCloseable {
    private static final long PERF_EVENT_OPEN = 298;
    private static final long PERF_FLAG_FD_CLOEXEC = 8;
    private static final int PROT_READ_WRITE = 3;
    private static final int MAP_SHARED = 1;

    static final int PAGE_BYTES = 4096;
    static final long DATA_HEAD = 1024;
    static final long DATA_TAIL = 1032;

    static final int PERF_RECORD_LOST = 2;
    static final int PERF_RECORD_THROTTLE = 5;
    static final int PERF_RECORD_LOST_SAMPLES = 13;
    private static final int HEADER_BYTES = 8;
    /** Room in which a record fits beside a notice of loss; also covers tails that are still on their way. */
    private static final int MARGIN_BYTES = 1024;
    /** {@code { u64 value; u64 lost; }}: PERF_FORMAT_LOST alone. */
    private static final int READING_BYTES = 16;

    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();
    private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();

    private final MemorySegment ring;
    private final long mask;
    private final Arena arena;
    private final int fd;
    /** Where the next record begins. */
    private long position;
    /** Where the current record begins. */
    private long record;
    private long header;
    private long released;
    private long seenHead;
    /** What the kernel could at worst take for the tail since the last look at the head. */
    private long oldestTail;
    private boolean mayHaveLost;
    private long lostTold;
    private long lostRead;

    /**
     * Reads a ring as the kernel lays it out.
     *
     * @param ring the control page and, after it, the data pages, a power of two of them
     * @param arena closed with the ring; frees what {@code ring} lies in
     * @param fd the event, which the arena closes; -1 where a test wrote the ring
     */
    PerfRing(MemorySegment ring, Arena arena, int fd) {
        this.ring = ring;
        this.arena = arena;
        this.fd = fd;
        this.mask = ring.byteSize() - PAGE_BYTES - 1;
        if (mask <= 0 || (mask & (mask + 1)) != 0) {
            throw new IllegalArgumentException("data part of " + (mask + 1) + " bytes is no power of two");
        }
        this.position = (long) LONG.get(ring, DATA_TAIL);
        this.record = position;
        this.released = position;
        this.seenHead = position;
        this.oldestTail = position;
    }

    /**
     * Opens an event and maps its ring.
     *
     * @param attr {@code struct perf_event_attr}
     * @param tid the thread to watch, 0 for the calling one, -1 for all of {@code cpu}
     * @param cpu the processor to watch, -1 for wherever the thread runs
     * @param dataPages size of the ring in pages of 4 KiB, a power of two
     * @param what the event in an exception's words
     * @param advice what to do about a refusal of perf_event_open
     */
    static PerfRing open(MemorySegment attr, int tid, int cpu, int dataPages, String what, Advice advice) {
        if (dataPages <= 0 || Integer.bitCount(dataPages) != 1 || dataPages > 1 << 18) {
            throw new IllegalArgumentException(
                    "a perf ring of " + dataPages + " pages: give a power of two up to " + (1 << 18));
        }
        long result = Libc.syscall(PERF_EVENT_OPEN, attr.address(), tid, cpu, -1, PERF_FLAG_FD_CLOEXEC);
        if (result < 0) {
            throw new LinuxException("perf_event_open(" + what + ")", (int) -result, advice.on(result));
        }
        int fd = (int) result;
        long bytes = (long) PAGE_BYTES * (1 + dataPages);
        long address = Libc.mmap(MemorySegment.NULL, bytes, PROT_READ_WRITE, MAP_SHARED, fd, 0);
        if (address < 0) {
            Libc.close(fd);
            throw new LinuxException("mmap(perf ring of " + bytes / 1024 + " KiB)", (int) -address,
                    Errno.EPERM.is(address)
                            ? "raise kernel.perf_event_mlock_kb or the memlock limit (ulimit -l)"
                            : "");
        }
        Arena arena = Arena.ofShared();
        return new PerfRing(mapped(address, bytes, arena, fd), arena, fd);
    }

    /** What to do about a refusal, a clause; empty where nothing is known. */
    interface Advice {
        /** For {@code -errno}. */
        String on(long result);
    }

    @SuppressWarnings("restricted")
    private static MemorySegment mapped(long address, long bytes, Arena arena, int fd) {
        return MemorySegment.ofAddress(address).reinterpret(bytes, arena, segment -> {
            Libc.munmap(segment, bytes);
            Libc.close(fd);
        });
    }

    /** The event's descriptor, for requests other than reading the ring. */
    int fd() {
        return fd;
    }

    /**
     * Gives the current record back to the kernel and moves to the next.
     *
     * @return false where there is none now; there is no current record then
     */
    boolean next() {
        if (released != position) {
            release();
        }
        while (position != seenHead || moreWritten()) {
            record = position;
            header = word(0);
            int size = size();
            if (size < HEADER_BYTES || (size & 7) != 0 || size > seenHead - record) {
                // The kernel writes whole records only; not to trust it costs what was written so far.
                lostTold++;
                position = seenHead;
                release();
                continue;
            }
            position = record + size;
            int type = type();
            if (type == PERF_RECORD_LOST && size >= 24) {
                lostTold += word(16);
            } else if (type == PERF_RECORD_LOST_SAMPLES && size >= 16) {
                lostTold += word(8);
            } else if (type == PERF_RECORD_THROTTLE) {
                // How many it left out nobody counts.
                lostTold++;
            } else {
                return true;
            }
            release();
        }
        return false;
    }

    /** PERF_RECORD_* of the current record. */
    int type() {
        return (int) header;
    }

    /** PERF_RECORD_MISC_* of the current record. */
    int misc() {
        return (int) (header >>> 32) & 0xffff;
    }

    /** Bytes of the current record with its header of eight. */
    int size() {
        return (int) (header >>> 48);
    }

    /** Eight bytes of the current record at a multiple of eight: only between such words does a record wrap. */
    long word(int offset) {
        return (long) LONG.get(ring, PAGE_BYTES + (record + offset & mask));
    }

    /** Four bytes of the current record at a multiple of four. */
    int half(int offset) {
        return (int) INT.get(ring, PAGE_BYTES + (record + offset & mask));
    }

    /** Records that found the ring full, as far as the kernel has told so far. */
    long lost() {
        return Math.max(lostTold, lostRead);
    }

    /**
     * Whether the ring has been so full since the last {@link #lostNow} that records of up to a kilobyte may have been
     * lost which {@link #lost} does not count yet.
     */
    boolean mayHaveLost() {
        return mayHaveLost;
    }

    /**
     * Asks the kernel, a system call, how many records have found the ring full, and counts them. Only for an event
     * with PERF_FORMAT_LOST.
     */
    long lostNow() {
        // A closed ring throws here, before its descriptor is used, which may be somebody else's by now.
        mayHaveLost = (long) LONG.getAcquire(ring, DATA_HEAD) - oldestTail > mask - MARGIN_BYTES;
        try (Arena scratch = Arena.ofConfined()) {
            MemorySegment reading = scratch.allocate(READING_BYTES, 8);
            long result = Libc.read(fd, reading, READING_BYTES);
            if (result != READING_BYTES) {
                throw new LinuxException("read(perf event)", result < 0 ? (int) -result : Errno.EIO.number(),
                        "the count of lost records needs Linux 6.0");
            }
            lostRead = reading.get(ValueLayout.JAVA_LONG, 8);
        }
        return lost();
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
        if (seenHead - oldestTail > mask - MARGIN_BYTES) {
            mayHaveLost = true;
        }
        oldestTail = released;
        return position != seenHead;
    }

    private void release() {
        released = position;
        // Release: the kernel may overwrite what lies before the tail, so our reads come first.
        LONG.setRelease(ring, DATA_TAIL, position);
    }
}

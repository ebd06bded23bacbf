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
    private final PerfEvent event;
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

    /** Reads the ring of an event, which is closed with it. */
    PerfRing(PerfEvent event) {
        this.event = event;
        this.ring = event.ring();
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
            long result = Libc.read(event.fd(), reading, READING_BYTES);
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
        event.close();
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

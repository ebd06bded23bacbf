package io.rxpath.linux.perf;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/**
 * When a thread lately passed a kernel tracepoint, the newest first, for one that it passes too often to read each time:
 * the kernel writes over the oldest, and nothing need be read in between. Memory loads only; times are nanoseconds of
 * CLOCK_MONOTONIC. A page holds 256.
 *
 * <p>To be read by the watched thread itself, which does not pass the tracepoint while it reads; the filter must refuse
 * what its interrupts pass. Nothing but opening and closing enters the kernel or allocates.
 *
 * <p>Source: perf_event_open(2), include/uapi/linux/perf_event.h (write_backward), kernel/events/ring_buffer.c.
 */
public final class LatestPassings implements AutoCloseable {
    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();
    private static final int RECORD_BYTES = 16;
    private static final int TIME = 8;
    /** {@code struct perf_event_header} of a sample that is a time and no more. */
    private static final long HEADER = TracepointRing.PERF_RECORD_SAMPLE | (long) RECORD_BYTES << 48;
    private static final long TYPE_AND_SIZE = 0xffff_0000_ffff_ffffL;

    private final PerfEvent event;
    private final MemorySegment ring;
    private final long mask;
    private final int capacity;

    private LatestPassings(PerfEvent event) {
        this.event = event;
        ring = event.ring();
        mask = ring.byteSize() - PerfRing.PAGE_BYTES - 1;
        capacity = (int) ((mask + 1) / RECORD_BYTES);
    }

    /**
     * Starts to record a tracepoint where a thread passes it. Needs {@code kernel.perf_event_paranoid} 1 or less, or
     * else CAP_PERFMON.
     *
     * @param tid the thread's id, as gettid(2) gives it
     * @param eventId the tracepoint's number in tracefs
     * @param filter what to record, in the words of the tracepoint's format
     * @param dataPages size of the ring in pages of 4 KiB, a power of two
     * @throws io.rxpath.linux.LinuxException where the kernel refuses, with the reason and the remedy
     */
    public static LatestPassings ofThread(int tid, int eventId, String filter, int dataPages) {
        String what = "latest passings of tracepoint " + eventId;
        try (Arena scratch = Arena.ofConfined()) {
            PerfEvent event = PerfEvent.keepingNewest(PerfEventAttr.newestFirst(scratch, eventId), tid,
                    dataPages, what, result -> TracepointRing.advice(result, eventId, TracepointRing.ANY, 1));
            event.start(filter, what);
            return new LatestPassings(event);
        }
    }

    /** When the tracepoint was last passed before {@code monotonicNs}; 0 where that is not kept any more. */
    public long newestBefore(long monotonicNs) {
        long newest = (long) LONG.getAcquire(ring, PerfRing.DATA_HEAD);
        // Of times that fall from record to record: gallop, for it is mostly among the first, then halve.
        int past = 1;
        while (past < capacity && timeNs(newest, past - 1) >= monotonicNs) {
            past = Math.min(capacity, 2 * past);
        }
        int low = past / 2;
        int high = past - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (timeNs(newest, middle) < monotonicNs) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        long found = timeNs(newest, low);
        return found < monotonicNs ? found : 0;
    }

    /** The time of the record that is {@code older} places from the newest; 0, older than all, where there is none. */
    private long timeNs(long newest, int older) {
        long at = PerfRing.PAGE_BYTES + (newest + (long) older * RECORD_BYTES & mask);
        return ((long) LONG.get(ring, at) & TYPE_AND_SIZE) == HEADER ? (long) LONG.get(ring, at + TIME) : 0;
    }

    /** Stops the recording and unmaps the ring; any thread, any number of times. No other method after it. */
    @Override
    public void close() {
        event.close();
    }
}

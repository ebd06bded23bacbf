package io.rxpath.telemetry.journal;

import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import io.rxpath.telemetry.event.JournalRecord;

/**
 * Fixed slots from one producer thread to one consumer thread, off the heap, aligned to cache lines. The producer
 * never waits: a full ring refuses. Nothing allocates after construction.
 *
 * <p>The producer owns {@code tail}, the consumer {@code head}; each keeps for itself what it last saw of the other's, so
 * that the lines travel between the cores only when the ring seems full or empty (Giacomoni, Moseley and Vachharajani,
 * FastForward, PPoPP 2008; Le, Guatto, Cohen and Pop, Correct and efficient bounded FIFO queues, 2013).
 */
public final class EventRing {
    /** Bytes of a slot. */
    public static final int SLOT_LENGTH = JournalRecord.LENGTH;
    /** The largest number of slots. */
    public static final int MAX_CAPACITY = 1 << 24;

    private static final int SLOT_SHIFT = 6;
    /** Two lines: the adjacent-line prefetcher of x86 fetches pairs. */
    private static final int CURSOR_SPACING = 2 * BitUtil.CACHE_LINE_LENGTH;
    private static final int TAIL = CURSOR_SPACING;
    private static final int HEAD = TAIL + CURSOR_SPACING;
    private static final int CURSORS_LENGTH = HEAD + CURSOR_SPACING;
    /** In an array of one side's own: where it stands, and where it last saw the other. */
    private static final int PAD = CURSOR_SPACING / Long.BYTES;
    private static final int OWN = PAD;
    private static final int OTHER = PAD + 1;

    private final UnsafeBuffer cursors = aligned(CURSORS_LENGTH);
    private final long[] producer = new long[OTHER + 1 + PAD];
    private final long[] consumer = new long[OTHER + 1 + PAD];
    private final UnsafeBuffer slots;
    private final int capacity;
    private final long mask;

    /**
     * Creates an empty ring.
     *
     * @param capacity slots, a power of two, 2 to {@link #MAX_CAPACITY}
     */
    public EventRing(int capacity) {
        if (capacity < 2 || capacity > MAX_CAPACITY || !BitUtil.isPowerOfTwo(capacity)) {
            throw new IllegalArgumentException("The ring's capacity is a power of two from 2 to "
                    + MAX_CAPACITY + ", not " + capacity + ".");
        }
        this.capacity = capacity;
        mask = capacity - 1L;
        slots = aligned(capacity << SLOT_SHIFT);
    }

    /** How many slots there are. */
    public int capacity() {
        return capacity;
    }

    /** The slots. The producer writes only the one it has claimed. */
    public MutableDirectBuffer buffer() {
        return slots;
    }

    /**
     * Producer: where to write the next slot. The slot stays the producer's until {@link #publishRelease()}; claiming
     * twice without publishing gives the same slot.
     *
     * @return its offset in {@link #buffer()}, or -1 when the ring is full
     */
    public int claim() {
        return hasFree(1) ? offset(producer[OWN]) : -1;
    }

    /** Producer: whether at least {@code slotsWanted} slots are free. */
    public boolean hasFree(int slotsWanted) {
        final long limit = producer[OWN] + slotsWanted - capacity;
        if (producer[OTHER] >= limit) {
            return true;
        }
        producer[OTHER] = cursors.getLongAcquire(HEAD);
        return producer[OTHER] >= limit;
    }

    /** Producer: hands the claimed slot to the consumer; what was written before is visible to it (release). */
    public void publishRelease() {
        producer[OWN]++;
        cursors.putLongRelease(TAIL, producer[OWN]);
    }

    /**
     * Consumer: takes slots in order (acquire) and frees them (release) when the last has been handled, or the
     * handler throws.
     *
     * @param handler takes each slot
     * @param limit the most to take
     * @return how many were taken
     */
    public int drain(SlotHandler handler, int limit) {
        final long head = consumer[OWN];
        if (consumer[OTHER] - head < limit) {
            consumer[OTHER] = cursors.getLongAcquire(TAIL);
        }
        final int count = (int) Math.min(limit, consumer[OTHER] - head);
        if (count <= 0) {
            return 0;
        }
        int taken = 0;
        try {
            while (taken < count) {
                final int offset = offset(head + taken);
                taken++;
                handler.onSlot(slots, offset);
            }
        } finally {
            consumer[OWN] = head + taken;
            cursors.putLongRelease(HEAD, head + taken);
        }
        return count;
    }

    /** Any thread: how many slots wait; a moment's estimate, 0 to capacity. */
    public int size() {
        final long head = cursors.getLongAcquire(HEAD);
        final long tail = cursors.getLongAcquire(TAIL);
        return (int) Math.min(Math.max(tail - head, 0), capacity);
    }

    private int offset(long sequence) {
        return (int) (sequence & mask) << SLOT_SHIFT;
    }

    private static UnsafeBuffer aligned(int length) {
        return new UnsafeBuffer(BufferUtil.allocateDirectAligned(length, BitUtil.CACHE_LINE_LENGTH));
    }
}

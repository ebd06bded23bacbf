package io.rxpath.lab.oracle;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Reads the records of one CPU out of its ring-buffer pages, one after the other: {@link #next()} moves to the next,
 * whose time and place the accessors then return.
 *
 * <p>Source: include/linux/ring_buffer.h (enum ring_buffer_type), kernel/trace/ring_buffer.c. A record begins with a
 * word: 5 bits of type, above them 27 bits of time since the record before.
 * <ul>
 * <li>type 1 to 28: data of that many words follows;</li>
 * <li>0: the next word says how many bytes follow, itself included;</li>
 * <li>29: padding; with time 0 up to the end of the page, else a discarded record whose length is the next word's;</li>
 * <li>30: the next word holds 32 more bits of the time since, above the 27;</li>
 * <li>31: likewise the time itself, of which the uppermost five bits are those of the time before.</li>
 * </ul>
 */
final class PageCursor {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED
            .withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED
            .withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final int WORD = 4;
    private static final int TYPE_BITS = 5;
    private static final int TIME_BITS = 27;
    private static final int PADDING = 29;
    private static final int TIME_EXTEND = 30;
    private static final int TIME_STAMP = 31;
    /** The time that the kernel gives a discarded record of time 0, so that it is not taken for the page's end. */
    private static final int NO_TIME = 1;
    private static final int STAMP_BITS = TIME_BITS + 32;
    /** Bits that a time stamp does not hold. */
    private static final long UPPERMOST = -1L << STAMP_BITS;
    // The commit word's flags; what is left of them in its lower half is the number of bytes.
    private static final int MISSED_EVENTS = 1 << 31;
    private static final int MISSED_STORED = 1 << 30;

    private final MemorySegment pages;
    private final PageLayout layout;
    private final String where;
    private long nextPage;
    private long at;
    private long end;
    private long timeNs;
    private long dataOffset;
    private int dataBytes;
    private long missed;

    /**
     * Reads pages that follow each other.
     *
     * @param pages whole pages; what is left of one is refused
     * @param where of which CPU or file they are, for messages
     */
    PageCursor(MemorySegment pages, PageLayout layout, String where) {
        this.pages = pages;
        this.layout = layout;
        this.where = where;
        if (pages.byteSize() % layout.pageBytes() != 0) {
            throw new TraceException(where + ": " + pages.byteSize() + " bytes are not whole pages of "
                    + layout.pageBytes() + ": the recording was cut off");
        }
    }

    /**
     * Moves to the next record.
     *
     * @return false where there is none left
     * @throws TraceException where the pages are not what the kernel writes
     */
    boolean next() {
        while (true) {
            if (at == end) {
                if (nextPage == pages.byteSize()) {
                    return false;
                }
                openPage();
            } else if (record()) {
                return true;
            }
        }
    }

    /** When the record was written, on the trace's clock. */
    long timeNs() {
        return timeNs;
    }

    /** Where the record's data begins in the pages. */
    long dataOffset() {
        return dataOffset;
    }

    /** Bytes of data, which may include some to fill up its last word. */
    int dataBytes() {
        return dataBytes;
    }

    /** Records missed before or between the pages read so far; a page that does not say how many counts as one. */
    long missed() {
        return missed;
    }

    private void openPage() {
        long page = nextPage;
        nextPage += layout.pageBytes();
        timeNs = pages.get(LONG, page + layout.timeOffset());
        int commit = pages.get(INT, page + layout.commitOffset());
        int bytes = commit & ~(MISSED_EVENTS | MISSED_STORED);
        at = page + layout.dataOffset();
        end = at + bytes;
        if (bytes < 0 || bytes > layout.dataBytes() || bytes % WORD != 0) {
            throw corrupt(page,
                    "a page says that it holds " + bytes + " of " + layout.dataBytes() + " bytes of records");
        }
        if ((commit & MISSED_EVENTS) != 0) {
            boolean stored = (commit & MISSED_STORED) != 0 && end + layout.commitBytes() <= nextPage;
            missed += stored ? Math.max(1, stored(end)) : 1;
        }
    }

    private long stored(long offset) {
        return layout.commitBytes() == 8
                ? pages.get(LONG, offset)
                : Integer.toUnsignedLong(pages.get(INT, offset));
    }

    /** Reads one entry of the page. True where it is a record. */
    private boolean record() {
        int head = pages.get(INT, at);
        int type = head & (1 << TYPE_BITS) - 1;
        long time = head >>> TYPE_BITS;
        if (type > 0 && type < PADDING) {
            timeNs += time;
            dataOffset = at + WORD;
            dataBytes = type * WORD;
            advance(WORD + dataBytes);
            return true;
        }
        if (type == PADDING && time == 0) {
            at = end;
            return false;
        }
        if (end - at < 2 * WORD) {
            throw corrupt(at, "a record of two words begins in the last word of its page");
        }
        int second = pages.get(INT, at + WORD);
        switch (type) {
            case TIME_EXTEND -> {
                timeNs += (long) second << TIME_BITS & ~UPPERMOST | time;
                advance(2 * WORD);
                return false;
            }
            case TIME_STAMP -> {
                timeNs = absolute((long) second << TIME_BITS & ~UPPERMOST | time);
                advance(2 * WORD);
                return false;
            }
            case PADDING -> {
                // The kernel built the next record's time on the discarded one's.
                timeNs += time == NO_TIME ? 0 : time;
                advanceStored(second);
                return false;
            }
            default -> {
                timeNs += time;
                dataOffset = at + 2 * WORD;
                dataBytes = second - WORD;
                advanceStored(second);
                return true;
            }
        }
    }

    private long absolute(long time) {
        long above = timeNs & UPPERMOST;
        long full = above | time;
        // Only a clock that uses those bits can have carried into them.
        return above != 0 && Long.compareUnsigned(full, timeNs) < 0 ? full + (1L << STAMP_BITS) : full;
    }

    private void advanceStored(int bytes) {
        if (bytes < WORD || bytes % WORD != 0) {
            throw corrupt(at, "a record says that it is " + Integer.toUnsignedString(bytes) + " bytes long");
        }
        advance((long) WORD + bytes);
    }

    private void advance(long bytes) {
        if (bytes > end - at) {
            throw corrupt(at,
                    "a record of " + bytes + " bytes goes beyond the " + (end - at) + " written on its page");
        }
        at += bytes;
    }

    private TraceException corrupt(long offset, String what) {
        return new TraceException(where + " at byte " + offset + ": " + what
                + ": the recording is damaged, or from a kernel with other pages");
    }
}

package io.rxpath.feed;

import java.util.Arrays;

/** How far one source, a line or the channel as a whole, has come in one numbering, and what it skipped. */
final class NumberRun {
    /**
     * A new numbering begins at 1. Where the first number seen of it is higher than this the source was joined to it
     * late, and nobody knows what it missed.
     */
    static final long START_NUMBERS = 1_024;
    /** So many packets of a line, the one behind the hole among them, may overtake one of the same line. */
    static final int REORDERED_PACKETS = 8;
    private static final int NONE = -1;

    private final long[] nexts = new long[REORDERED_PACKETS];
    private final Holes holes;
    private int generation = NONE;
    private long next;
    private int packets;
    private long newNumbers;

    NumberRun(HoleSink sink) {
        holes = new Holes(sink);
    }

    /** Which numbering it is of; below 0 before the first. */
    int generation() {
        return generation;
    }

    /**
     * Starts with the first number seen of a numbering.
     *
     * @param fromStart whether the source was there when the numbering began
     */
    void begin(int of, long first, boolean fromStart, long nowNs) {
        holes.call(Long.MAX_VALUE, Long.MIN_VALUE);
        generation = of;
        packets = 0;
        Arrays.fill(nexts, Long.MIN_VALUE);
        boolean known = fromStart && first > 1 && first <= START_NUMBERS;
        next = known ? 1 : first;
        holes.reset(next);
        skipTo(first, nowNs);
    }

    /** Enters a packet with the numbers from {@code first} up to but not {@code end}, which may be none. */
    FeedVerdict offer(long first, long end, long nowNs) {
        FeedVerdict verdict = judge(first, end, nowNs);
        nexts[packets++ & REORDERED_PACKETS - 1] = next;
        return verdict;
    }

    private FeedVerdict judge(long first, long end, long nowNs) {
        newNumbers = end - first;
        if (first == next && end > first) {
            next = end;
            return FeedVerdict.FIRST;
        }
        if (first == end) {
            skipTo(first, nowNs);
            return FeedVerdict.HEARTBEAT;
        }
        if (first > next) {
            skipTo(first, nowNs);
            next = end;
            return FeedVerdict.AHEAD;
        }
        return behind(first, end);
    }

    private FeedVerdict behind(long first, long end) {
        long filled = holes.fill(first, Math.min(end, next));
        long beyond = Math.max(0, end - next);
        newNumbers = filled + beyond;
        next = Math.max(next, end);
        if (beyond > 0) {
            return FeedVerdict.FIRST;
        }
        if (filled > 0) {
            return FeedVerdict.FILLS_GAP;
        }
        return first < holes.floor() ? FeedVerdict.FORGOTTEN : FeedVerdict.DUPLICATE;
    }

    private void skipTo(long number, long nowNs) {
        if (number > next) {
            holes.open(next, number, nowNs);
            next = number;
        }
    }

    /** How many numbers of the last packet had not come before. */
    long newNumbers() {
        return newNumbers;
    }

    /** Numbers below this cannot come any more unless more packets than usual overtook them. */
    long passed() {
        return nexts[packets & REORDERED_PACKETS - 1];
    }

    Holes holes() {
        return holes;
    }
}

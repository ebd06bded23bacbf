package io.rxpath.lab.soak;

/**
 * The packet numbers of one worker of one run, in the order of the journal: each has to be there once, as a packet or in
 * a gap record. One thread.
 */
final class NumberLine {
    /** Begin with whatever number comes first, as a reader does that opens in the middle. */
    static final long ANYWHERE = -1;

    private long next;
    private long first = -1;
    private long packets;
    private long gapRecords;
    private long inGaps;
    private long missing;
    private long repeated;
    private String wrong = "";

    /**
     * Creates an empty line.
     *
     * @param firstDue the number that has to come first, or {@link #ANYWHERE}
     */
    NumberLine(long firstDue) {
        next = firstDue;
    }

    /** A packet's record. */
    void packet(long number) {
        packets++;
        cover(number, number, "packet");
    }

    /** A gap record that stands for the packets {@code from} to {@code to}. */
    void gap(long from, long to, long count) {
        gapRecords++;
        if (from < 0 || to < from || count != to - from + 1) {
            missing++;
            note("a gap record says packets " + from + " to " + to + " and counts " + count);
            return;
        }
        inGaps += count;
        cover(from, to, "gap");
    }

    private void cover(long from, long to, String what) {
        if (next == ANYWHERE) {
            next = from;
        }
        if (first < 0) {
            first = from;
        }
        if (from > next) {
            missing += from - next;
            note("packets " + next + " to " + (from - 1) + " are missing before " + what + " " + from);
        } else if (from < next) {
            repeated += Math.min(to, next - 1) - from + 1;
            note(what + " " + from + " comes where " + next + " is due");
        }
        next = Math.max(next, to + 1);
    }

    private void note(String what) {
        if (wrong.isEmpty()) {
            wrong = what;
        }
    }

    /** The number that is due: all below, from the first on, have been covered, were they there. */
    long next() {
        return Math.max(next, 0);
    }

    /** The first number covered; -1 where there was none. */
    long first() {
        return first;
    }

    /** Packet records, repeated ones among them. */
    long packets() {
        return packets;
    }

    /** Gap records. */
    long gapRecords() {
        return gapRecords;
    }

    /** Packets that gap records stand for. */
    long inGaps() {
        return inGaps;
    }

    /** Numbers that neither a packet nor a gap record covers: lost without a word. */
    long missing() {
        return missing;
    }

    /** Numbers covered more than once, or out of order. */
    long repeated() {
        return repeated;
    }

    /** What was wrong first; empty where nothing is. */
    String wrong() {
        return wrong;
    }
}

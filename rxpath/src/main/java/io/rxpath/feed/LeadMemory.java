package io.rxpath.feed;

/**
 * When and by which line recent packets were first brought, for comparing their copies. Remembers
 * {@value #PACKETS} packets of neighbouring numbers, fewer where packets take many numbers; belongs to the poll thread.
 */
final class LeadMemory {
    /** Packets remembered at most. */
    static final int PACKETS = 4_096;
    /** A packet's number, stamp, line and numbering lie in one cache line. */
    private static final int WORDS = 4;
    private static final int STAMP = 1;
    private static final int LINE = 2;
    private static final int GENERATION = 3;

    private final long[] words = new long[PACKETS * WORDS];

    LeadMemory() {
        for (int i = GENERATION; i < words.length; i += WORDS) {
            words[i] = -1;
        }
    }

    /** Remembers a packet that came for the first time; without a stamp 0. */
    void put(int generation, long first, int line, long ingressNs) {
        int at = at(first);
        words[at] = first;
        words[at + STAMP] = ingressNs;
        words[at + LINE] = line;
        words[at + GENERATION] = generation;
    }

    /** The stamp with which a packet first came, 0 where it is not known any more or {@code line} itself brought it. */
    long stampNs(int generation, long first, int line) {
        int at = at(first);
        return words[at] == first && words[at + GENERATION] == generation && words[at + LINE] != line
                ? words[at + STAMP]
                : 0;
    }

    /** The line that first brought the packet for which there was a stamp. */
    int line(long first) {
        return (int) words[at(first) + LINE];
    }

    private static int at(long first) {
        return ((int) first & PACKETS - 1) * WORDS;
    }
}

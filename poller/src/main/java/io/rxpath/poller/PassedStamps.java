package io.rxpath.poller;

/**
 * The stamps of packets that could not be judged when they were received, in ascending order: the record of each is still
 * to be counted off, or the next packet would claim it. Owned by the poll thread; never allocates.
 */
final class PassedStamps {
    /** How many are kept. */
    static final int KEPT = 512;
    /** {@link #first}: there is none. */
    static final long NONE = Long.MAX_VALUE;

    private final long[] stampNs = new long[KEPT];
    private int from;
    private int until;

    /** Adds a stamp, to its place. Where there is no room the earliest is forgotten. */
    void add(long addedNs) {
        if (until == KEPT) {
            from += from == 0 ? 1 : 0;
            System.arraycopy(stampNs, from, stampNs, 0, until - from);
            until -= from;
            from = 0;
        }
        int place = until++;
        for (; place > from && stampNs[place - 1] > addedNs; place--) {
            stampNs[place] = stampNs[place - 1];
        }
        stampNs[place] = addedNs;
    }

    /** The earliest; {@link #NONE} without one. */
    long first() {
        return from == until ? NONE : stampNs[from];
    }

    /** Forgets the earliest. */
    void removeFirst() {
        from++;
    }

    /** Forgets all. */
    void clear() {
        from = until = 0;
    }
}

package io.rxpath;

/**
 * The last polls of ours that took packets, told apart by their packets' stamps: one poll's are stamped together. The
 * packets of one socket come in their order, those of several do not. Times are CLOCK_REALTIME ns. Used by the poll
 * thread; never allocates.
 */
final class TakenPolls {
    static final long NONE = -1;
    /** Packets of one poll are stamped together. */
    static final long SAME_POLL_NS = 1_500;
    private static final int KEPT = 64;
    private static final int MASK = KEPT - 1;

    private final long[] firstNs = new long[KEPT];
    private final long[] lastNs = new long[KEPT];
    private final int[] packets = new int[KEPT];
    private final long[] emptyBeforeNs = new long[KEPT];
    private long count;
    private long oldest;
    /** The latest stamp of all; what comes in order is later, and nothing need be looked for. */
    private long latestNs;

    /** Forgets all: they were of another NAPI. */
    void clear() {
        oldest = count;
        latestNs = 0;
    }

    /** The poll that stamped {@code stampNs} with packets already entered, or {@link #NONE}. */
    long of(long stampNs) {
        if (stampNs - latestNs > SAME_POLL_NS) {
            return NONE;
        }
        long poll = newestBegunBy(stampNs + SAME_POLL_NS);
        return poll != NONE && stampNs - last(poll) <= SAME_POLL_NS ? poll : NONE;
    }

    /** The newest poll all of whose packets known so far were stamped before {@code stampNs}, or {@link #NONE}. */
    long before(long stampNs) {
        if (stampNs > latestNs) {
            return count > oldest() ? count - 1 : NONE;
        }
        long poll = newestBegunBy(stampNs - 1);
        while (poll != NONE && last(poll) >= stampNs) {
            poll = poll > oldest() ? poll - 1 : NONE;
        }
        return poll;
    }

    /** The latest stamp of all of them; 0 where none is known. */
    long latestNs() {
        return latestNs;
    }

    private long newestBegunBy(long stampNs) {
        for (long poll = count - 1; poll >= oldest(); poll--) {
            if (firstNs[(int) poll & MASK] <= stampNs) {
                return poll;
            }
        }
        return NONE;
    }

    private long oldest() {
        return Math.max(oldest, count - KEPT);
    }

    /** The stamp of its last packet known so far. */
    long last(long poll) {
        return lastNs[(int) poll & MASK];
    }

    /** How many of its packets are known so far. */
    int packets(long poll) {
        return packets[(int) poll & MASK];
    }

    /** When the ring was known to be empty before it; 0 where it never was. */
    long emptyBefore(long poll) {
        return emptyBeforeNs[(int) poll & MASK];
    }

    /**
     * Enters a packet that our poll took.
     *
     * @param emptyNs when the ring was known to be empty before that poll; 0 where it never was
     */
    void add(long stampNs, long emptyNs) {
        long poll = of(stampNs);
        latestNs = Math.max(latestNs, stampNs);
        if (poll != NONE) {
            int slot = (int) poll & MASK;
            firstNs[slot] = Math.min(firstNs[slot], stampNs);
            lastNs[slot] = Math.max(lastNs[slot], stampNs);
            packets[slot]++;
            return;
        }
        long place = count++;
        for (; place > oldest() && firstNs[(int) (place - 1) & MASK] > stampNs; place--) {
            copy((int) (place - 1) & MASK, (int) place & MASK);
        }
        int slot = (int) place & MASK;
        firstNs[slot] = stampNs;
        lastNs[slot] = stampNs;
        packets[slot] = 1;
        emptyBeforeNs[slot] = emptyNs;
    }

    private void copy(int from, int to) {
        firstNs[to] = firstNs[from];
        lastNs[to] = lastNs[from];
        packets[to] = packets[from];
        emptyBeforeNs[to] = emptyBeforeNs[from];
    }
}

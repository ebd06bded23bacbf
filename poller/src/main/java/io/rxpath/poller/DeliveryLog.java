package io.rxpath.poller;

/**
 * The last deliveries of one NAPI that the kernel recorded, in the order of their times, CLOCK_REALTIME ns. Owned by the
 * poll thread; nothing is allocated after creation.
 */
final class DeliveryLog {
    /** How many are kept. */
    static final int KEPT = 4096;
    private static final int MASK = KEPT - 1;

    private final long[] timeNs = new long[KEPT];
    private final Taker[] taker = new Taker[KEPT];
    private long count;
    private long unclaimed;
    private long expired;
    private long foundNs;

    /** Adds a delivery; one that is seen late goes to its place among the newest. */
    void add(long atNs, Taker who) {
        long place = count++;
        unclaimed = Math.max(unclaimed, count - KEPT);
        while (place > unclaimed && timeNs[(int) (place - 1) & MASK] > atNs) {
            timeNs[(int) place & MASK] = timeNs[(int) (place - 1) & MASK];
            taker[(int) place & MASK] = taker[(int) (place - 1) & MASK];
            place--;
        }
        timeNs[(int) place & MASK] = atNs;
        taker[(int) place & MASK] = who;
    }

    /** Forgets everything. */
    void clear() {
        unclaimed = count;
    }

    /**
     * Lets the oldest unclaimed delivery claim a stamp. Stamps are to be asked for in their order.
     *
     * @param latestNs the latest time of a delivery that this stamp can belong to
     * @param earliestNs what is older will not be stamped any more: it was no packet of ours, or it was dropped
     * @return whether one did
     */
    boolean claim(long latestNs, long earliestNs) {
        while (unclaimed < count && timeNs[(int) unclaimed & MASK] < earliestNs) {
            unclaimed++;
            expired++;
        }
        if (unclaimed == count || timeNs[(int) unclaimed & MASK] > latestNs) {
            return false;
        }
        unclaimed++;
        return true;
    }

    /** Whether a delivery is left that might claim a stamp; the times are those of {@link #claim}. */
    boolean hasUnclaimed(long latestNs, long earliestNs) {
        long last = RingSearch.lastAtMost(timeNs, unclaimed, count, latestNs);
        return last >= unclaimed && timeNs[(int) last & MASK] >= earliestNs;
    }

    /** When the delivery was that claimed the last stamp. */
    long claimedNs() {
        return timeNs[(int) (unclaimed - 1) & MASK];
    }

    /**
     * Who made the last delivery at or before {@code latestNs}: as a NAPI is polled by one at a time, and hands up what
     * it took before it lets another poll, that one also delivered what was stamped next.
     *
     * @return {@link Taker#UNKNOWN} where none is kept that is not older than {@code earliestNs}
     */
    Taker lastBefore(long latestNs, long earliestNs) {
        long oldest = Math.max(0, count - KEPT);
        long last = RingSearch.lastAtMost(timeNs, oldest, count, latestNs);
        if (last < oldest) {
            return Taker.UNKNOWN;
        }
        foundNs = timeNs[(int) last & MASK];
        return foundNs >= earliestNs ? taker[(int) last & MASK] : Taker.UNKNOWN;
    }

    /** When the delivery was that {@link #lastBefore} has just found. */
    long foundNs() {
        return foundNs;
    }

    /** Deliveries that claimed no stamp in time. */
    long expired() {
        return expired;
    }

    /** Deliveries seen. */
    long count() {
        return count;
    }
}

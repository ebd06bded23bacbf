package io.rxpath.poller;

/** Finds a time in a ring of ascending times: near the newest first, since most questions are about just now. */
final class RingSearch {
    private RingSearch() {
    }

    /**
     * The last place of [oldest, count) whose time is not after {@code timeNs}; less than {@code oldest} where none is.
     *
     * @param times the ring, a power of two long; place i is at index i modulo its length
     */
    static long lastAtMost(long[] times, long oldest, long count, long timeNs) {
        int mask = times.length - 1;
        long later = count;
        long at = count - 1;
        for (long step = 1; at >= oldest && times[(int) at & mask] > timeNs; step <<= 1) {
            later = at;
            at -= step;
        }
        long atMost = Math.max(at, oldest - 1);
        while (later - atMost > 1) {
            long middle = atMost + later >>> 1;
            if (times[(int) middle & mask] <= timeNs) {
                atMost = middle;
            } else {
                later = middle;
            }
        }
        return atMost;
    }
}

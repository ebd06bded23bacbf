package io.rxpath.feed;

/**
 * The numbers of one numbering that were skipped and have not come, as runs in ascending order. At most
 * {@value #CAPACITY} runs are remembered: beyond that the lowest is forgotten. Everything is allocated beforehand.
 *
 * <p>Some runs at the front were called missing; later ones still may come. What lies before the first number ever seen
 * is a run too, so that its packets are known for new, but nobody misses it.
 */
final class Holes {
    /** Runs remembered. */
    static final int CAPACITY = 256;

    private final long[] from = new long[CAPACITY];
    private final long[] to = new long[CAPACITY];
    private final long[] sinceNs = new long[CAPACITY];
    private final HoleSink sink;
    private int size;
    /** How many at the front were called missing, and how many of those nobody misses. */
    private int called;
    private int unmissed;
    private long floor;

    Holes(HoleSink sink) {
        this.sink = sink;
    }

    /** Forgets all; nobody misses what comes before {@code first}. */
    void reset(long first) {
        floor = Long.MIN_VALUE;
        from[0] = Long.MIN_VALUE;
        to[0] = first;
        size = 1;
        called = 1;
        unmissed = 1;
    }

    /** The numbers from {@code first} up to but not {@code end} were skipped; they follow all known ones. */
    void open(long first, long end, long nowNs) {
        if (size == CAPACITY) {
            forgetLowest();
        }
        from[size] = first;
        to[size] = end;
        sinceNs[size] = nowNs;
        size++;
    }

    /** Numbers from here on are remembered; of those below nobody knows whether they came. */
    long floor() {
        return floor;
    }

    /** Whether a run is not called missing yet. */
    boolean hasOpen() {
        return called < size;
    }

    /** How many numbers are skipped and not called missing yet. */
    long open() {
        long sum = 0;
        for (int i = called; i < size; i++) {
            sum += to[i] - from[i];
        }
        return sum;
    }

    /** Calls missing what lies below {@code passed}, and what was skipped at {@code deadlineNs} or before. */
    void call(long passed, long deadlineNs) {
        while (called < size && (to[called] <= passed || sinceNs[called] <= deadlineNs)) {
            int i = called++;
            sink.onGap(from[i], to[i], sinceNs[i]);
        }
    }

    /**
     * The numbers from {@code first} up to but not {@code end} came.
     *
     * @return how many of them had been skipped
     */
    long fill(long first, long end) {
        long filled = 0;
        for (int i = size - 1; i >= 0 && to[i] > first; i--) {
            long low = Math.max(from[i], first);
            long high = Math.min(to[i], end);
            if (low < high) {
                filled += high - low;
                if (i < called && i >= unmissed) {
                    sink.onFill(low, high, sinceNs[i]);
                }
                take(i, low, high);
            }
        }
        return filled;
    }

    private void take(int i, long low, long high) {
        boolean before = from[i] < low;
        boolean after = high < to[i];
        if (before && after) {
            split(i, low, high);
        } else if (before) {
            to[i] = low;
        } else if (after) {
            from[i] = high;
        } else {
            remove(i);
        }
    }

    private void split(int i, long low, long high) {
        int at = i;
        if (size == CAPACITY) {
            if (i == 0) {
                // It is the lowest itself: what lies before is forgotten.
                if (called == 0) {
                    sink.onGap(from[0], low, sinceNs[0]);
                }
                floor = low;
                from[0] = high;
                return;
            }
            forgetLowest();
            at--;
        }
        int moved = size - at - 1;
        System.arraycopy(from, at + 1, from, at + 2, moved);
        System.arraycopy(to, at + 1, to, at + 2, moved);
        System.arraycopy(sinceNs, at + 1, sinceNs, at + 2, moved);
        from[at + 1] = high;
        to[at + 1] = to[at];
        sinceNs[at + 1] = sinceNs[at];
        to[at] = low;
        size++;
        if (at < called) {
            called++;
        }
        if (at < unmissed) {
            unmissed++;
        }
    }

    private void forgetLowest() {
        if (called == 0) {
            call(to[0], Long.MIN_VALUE);
        }
        floor = to[0];
        remove(0);
    }

    private void remove(int i) {
        int moved = size - i - 1;
        System.arraycopy(from, i + 1, from, i, moved);
        System.arraycopy(to, i + 1, to, i, moved);
        System.arraycopy(sinceNs, i + 1, sinceNs, i, moved);
        size--;
        if (i < called) {
            called--;
        }
        if (i < unmissed) {
            unmissed--;
        }
    }
}

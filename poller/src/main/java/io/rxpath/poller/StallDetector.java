package io.rxpath.poller;

/**
 * Learns how long the end of a turn takes when nothing disturbs it, and tells the turns that took so much longer that
 * the CPU must have been lost without a switch: to an interrupt, to firmware, to a hypervisor. Owned by the poll
 * thread; never allocates.
 *
 * <p>The threshold is a multiple of a high quantile of the undisturbed turns, never below a floor: a robust figure that
 * a few stalls among them do not move. Old turns fade, so that it follows the engine and the machine.
 */
final class StallDetector {
    /** To take and hand up two polls' full budgets may take this long; and a shorter loss leaves a hit a fast one. */
    static final long FLOOR_NS = 50_000;
    /** Turns to see before anything is concluded. */
    static final int LEARNING_TURNS = 256;

    private static final int QUANTILE_PERCENT = 95;
    private static final int FACTOR = 4;
    /** Every so many turns all counts are halved. */
    private static final int FADE_TURNS = 1 << 14;
    private static final int RELEARN_TURNS = 256;
    /** Four buckets an octave. */
    private static final int SUB_BITS = 2;
    private static final int BUCKETS = 40 << SUB_BITS;

    private final int[] counts = new int[BUCKETS];
    private long turns;
    private int sinceLearnt;
    private int sinceFaded;
    private long thresholdNs = Long.MAX_VALUE;
    private long usualNs;

    /**
     * Enters a turn in which the thread was not switched off its CPU.
     *
     * @param ns what of it depends on nothing but our own CPU
     * @return how much of it was lost, 0 where it is within the usual
     */
    long onTurn(long ns) {
        counts[bucket(ns)]++;
        turns++;
        if (++sinceLearnt >= RELEARN_TURNS) {
            sinceLearnt = 0;
            learn();
        }
        return ns > thresholdNs ? ns - usualNs : 0;
    }

    private void learn() {
        long sum = 0;
        for (int count : counts) {
            sum += count;
        }
        usualNs = quantileNs(sum, 50);
        if (turns >= LEARNING_TURNS) {
            thresholdNs = Math.max(FLOOR_NS, FACTOR * quantileNs(sum, QUANTILE_PERCENT));
        }
        sinceFaded += RELEARN_TURNS;
        if (sinceFaded >= FADE_TURNS) {
            sinceFaded = 0;
            for (int i = 0; i < BUCKETS; i++) {
                counts[i] >>= 1;
            }
        }
    }

    private long quantileNs(long sum, int percent) {
        long rank = Math.max(1, (sum * percent + 99) / 100);
        int i = 0;
        for (long seen = counts[0]; seen < rank; seen += counts[i]) {
            i++;
        }
        return upperNs(i);
    }

    /** From when on a turn counts as stalled, ns; Long.MAX_VALUE while it is not known. */
    long thresholdNs() {
        return thresholdNs;
    }

    private static int bucket(long ns) {
        long value = Math.max(1, ns);
        int octave = 63 - Long.numberOfLeadingZeros(value);
        int sub = octave < SUB_BITS ? 0 : (int) (value >> octave - SUB_BITS) & (1 << SUB_BITS) - 1;
        return Math.min(BUCKETS - 1, (octave << SUB_BITS) + sub);
    }

    private static long upperNs(int bucket) {
        int octave = bucket >> SUB_BITS;
        int sub = bucket & (1 << SUB_BITS) - 1;
        return octave < SUB_BITS ? 1L << octave : (long) ((1 << SUB_BITS) + sub + 1) << octave - SUB_BITS;
    }
}

package io.rxpath;

/** Whether what something costs, measured again and again, has stopped falling. */
final class SteadyCost {
    /** Fewer measures say nothing: the compiler has not even begun. */
    static final int LEAST = 48;
    /** Over so many measures it must not have fallen. */
    static final int AGAIN = 16;
    private static final double SHARE = 0.95;

    private int measures;
    private int sinceBest;
    private double best = Double.MAX_VALUE;

    /** Enters a measure; lower is better. */
    void add(double cost) {
        measures++;
        sinceBest++;
        if (cost < best * SHARE) {
            best = cost;
            sinceBest = 0;
        }
    }

    /** Whether it no longer falls. */
    boolean isSteady() {
        return measures >= LEAST && sinceBest >= AGAIN;
    }

    /** The lowest measure so far that was clearly below those before it. */
    double best() {
        return best;
    }
}

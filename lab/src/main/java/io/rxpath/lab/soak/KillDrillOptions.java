package io.rxpath.lab.soak;

import java.nio.file.Path;

/**
 * What a kill drill is to do.
 *
 * @param times how often a receiver is killed, 1 to 10,000
 * @param rate packets per second, 1 to 5,000,000
 * @param seed what the moments follow from
 * @param output the folder that keeps the journal; null for none
 */
public record KillDrillOptions(int times, long rate, long seed, Path output) {
    /** The most kills. */
    public static final int MOST_TIMES = 10_000;

    /** Checks the ranges. */
    public KillDrillOptions {
        if (times < 1 || times > MOST_TIMES) {
            throw new IllegalArgumentException(times + " kills: give 1 to " + MOST_TIMES);
        }
        if (rate < 1 || rate > SoakOptions.MOST_RATE) {
            throw new IllegalArgumentException(
                    rate + " packets per second: give 1 to " + SoakOptions.MOST_RATE);
        }
    }
}

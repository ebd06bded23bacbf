package io.rxpath.bench;

import java.util.Arrays;
import java.util.Optional;

/**
 * One figure over the rounds.
 *
 * @param rounds how many rounds gave it, 1 or more
 * @param median the middle one; of an even number, the mean of the middle two
 * @param min the least
 * @param max the greatest
 */
public record Spread(int rounds, double median, double min, double max) {
    /** The spread of {@code values}; empty where there are none. */
    public static Optional<Spread> of(double... values) {
        if (values.length == 0) {
            return Optional.empty();
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int last = sorted.length - 1;
        double median = (sorted[last / 2] + sorted[sorted.length / 2]) / 2;
        return Optional.of(new Spread(sorted.length, median, sorted[0], sorted[last]));
    }
}

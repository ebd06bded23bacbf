package io.rxpath.bench;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * One figure over the rounds.
 *
 * @param rounds how many rounds gave it, 1 or more
 * @param median the middle one; of an even number, the mean of the middle two
 * @param min the least
 * @param max the greatest
 * @param low the lower end of the 95 % interval of the median, by the percentile bootstrap
 * @param high its upper end
 */
public record Spread(int rounds, double median, double min, double max, double low, double high) {
    private static final int RESAMPLES = 2_000;
    /** Any will do; the same values shall have the same interval. */
    private static final long SEED = 1;

    /** The spread of {@code values}; empty where there are none. */
    public static Optional<Spread> of(double... values) {
        if (values.length == 0) {
            return Optional.empty();
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int last = sorted.length - 1;
        double[] medians = new double[RESAMPLES];
        SplittableRandom random = new SplittableRandom(SEED);
        double[] drawn = new double[sorted.length];
        for (int i = 0; i < RESAMPLES; i++) {
            for (int k = 0; k < drawn.length; k++) {
                drawn[k] = sorted[random.nextInt(sorted.length)];
            }
            Arrays.sort(drawn);
            medians[i] = median(drawn);
        }
        Arrays.sort(medians);
        return Optional.of(new Spread(sorted.length, median(sorted), sorted[0], sorted[last],
                medians[RESAMPLES * 25 / 1000], medians[RESAMPLES * 975 / 1000 - 1]));
    }

    private static double median(double[] sorted) {
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}

package io.rxpath.bench;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * One figure over the rounds, or how many times another it is.
 *
 * @param rounds how many rounds gave it, 1 or more
 * @param median the middle one; of an even number, the mean of the middle two; of a ratio, that of the two medians
 * @param min the least of a round
 * @param max the greatest of a round
 * @param low the lower end of the 95 % interval of {@code median}, by the percentile bootstrap over the rounds
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
        double[] ones = new double[values.length];
        Arrays.fill(ones, 1);
        return ofRatio(values, ones);
    }

    /**
     * The median of {@code values} over that of {@code bases}, those of the same rounds in the same order and none of them
     * 0: one turn that the machine disturbed moves neither. Rounds are drawn whole for the interval. Empty where there
     * are none.
     */
    public static Optional<Spread> ofRatio(double[] values, double[] bases) {
        int rounds = values.length;
        if (rounds == 0) {
            return Optional.empty();
        }
        double[] medians = new double[RESAMPLES];
        SplittableRandom random = new SplittableRandom(SEED);
        double[] drawn = new double[rounds];
        double[] drawnBases = new double[rounds];
        for (int i = 0; i < RESAMPLES; i++) {
            for (int k = 0; k < rounds; k++) {
                int round = random.nextInt(rounds);
                drawn[k] = values[round];
                drawnBases[k] = bases[round];
            }
            medians[i] = median(drawn) / median(drawnBases);
        }
        Arrays.sort(medians);
        double[] each = IntStream.range(0, rounds).mapToDouble(i -> values[i] / bases[i]).sorted().toArray();
        return Optional.of(new Spread(rounds, median(values) / median(bases), each[0], each[rounds - 1],
                medians[RESAMPLES * 25 / 1000], medians[RESAMPLES * 975 / 1000 - 1]));
    }

    /** The middle one; of an even number, the mean of the middle two. */
    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}

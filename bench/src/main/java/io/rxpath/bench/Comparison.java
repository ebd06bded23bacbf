package io.rxpath.bench;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * A contender beside the baseline, in the rounds that have a figure of both.
 *
 * @param cell the rounds
 * @param baseline the name of the contender that all are measured by
 * @param contender the other's
 */
public record Comparison(Cell cell, String baseline, String contender) {
    /** How many times the baseline's figure it is, median to median; empty where no round has both, or the baseline's is 0. */
    public Optional<Spread> ratio(Metric metric) {
        double[][] pairs = pairs(metric);
        double[] bases = column(pairs, 1);
        return Arrays.stream(bases).anyMatch(base -> base == 0)
                ? Optional.empty()
                : Spread.ofRatio(column(pairs, 0), bases);
    }

    /** How much more than the baseline's figure it is, in the metric's unit; empty where no round has both. */
    public Optional<Spread> difference(Metric metric) {
        return Spread.of(Arrays.stream(pairs(metric)).mapToDouble(pair -> pair[0] - pair[1]).toArray());
    }

    /** The contender's figure and the baseline's, round by round. */
    private double[][] pairs(Metric metric) {
        return cell.rounds().stream().flatMap(round -> {
            OptionalDouble own = round.figure(contender, metric);
            OptionalDouble base = round.figure(baseline, metric);
            return own.isEmpty() || base.isEmpty()
                    ? Stream.empty()
                    : Stream.of(new double[]{own.getAsDouble(), base.getAsDouble()});
        }).toArray(double[][]::new);
    }

    private static double[] column(double[][] pairs, int index) {
        return Arrays.stream(pairs).mapToDouble(pair -> pair[index]).toArray();
    }
}

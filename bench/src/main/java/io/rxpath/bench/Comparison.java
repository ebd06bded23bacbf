package io.rxpath.bench;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.DoubleStream;

/**
 * A contender beside the baseline, each of its turns against the baseline's turn of the same round: what the machine
 * does to both does not show.
 *
 * @param cell the rounds
 * @param baseline the name of the contender that all are measured by
 * @param contender the other's
 */
public record Comparison(Cell cell, String baseline, String contender) {
    /** How many times the baseline's figure it is; empty where no round has both, or the baseline's is 0. */
    public Optional<Spread> ratio(Metric metric) {
        return spread(metric, (own, base) -> base == 0 ? Double.NaN : own / base);
    }

    /** How much more than the baseline's figure it is, in the metric's unit; empty where no round has both. */
    public Optional<Spread> difference(Metric metric) {
        return spread(metric, (own, base) -> own - base);
    }

    private Optional<Spread> spread(Metric metric, DoubleBinaryOperator compare) {
        return Spread.of(cell.rounds().stream().flatMapToDouble(round -> {
            OptionalDouble own = figure(round, contender, metric);
            OptionalDouble base = figure(round, baseline, metric);
            return own.isEmpty() || base.isEmpty()
                    ? DoubleStream.empty()
                    : DoubleStream.of(compare.applyAsDouble(own.getAsDouble(), base.getAsDouble()));
        }).filter(Double::isFinite).toArray());
    }

    private static OptionalDouble figure(Round round, String contender, Metric metric) {
        return round.turnOf(contender).map(turn -> metric.of(turn.reading())).orElse(OptionalDouble.empty());
    }
}

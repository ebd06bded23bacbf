package io.rxpath.bench;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Every contender once and nobody once, one straight after the other.
 *
 * @param number from 1
 * @param turns the contenders', in the order in which they were taken
 * @param idle the machine's own, which came somewhere between them
 */
public record Round(int number, List<Turn> turns, Stalls idle) {
    /** Copies the list. */
    public Round {
        turns = List.copyOf(turns);
    }

    /** The turn of a contender; empty where it had none or it does not count. */
    public Optional<Turn> turnOf(String contender) {
        return turns.stream().filter(turn -> turn.contender().equals(contender) && turn.counts()).findFirst();
    }

    /** A figure of a contender's; empty where its turn does not count or did not measure it. */
    public OptionalDouble figure(String contender, Metric metric) {
        return turnOf(contender).map(turn -> metric.of(turn.reading())).orElse(OptionalDouble.empty());
    }
}

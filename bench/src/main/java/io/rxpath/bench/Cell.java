package io.rxpath.bench;

import java.util.List;
import java.util.Optional;

/**
 * All rounds of one workload.
 *
 * @param workload what was sent
 * @param skipped why it was not run; empty where it was
 * @param rounds the rounds
 */
public record Cell(Workload workload, Optional<String> skipped, List<Round> rounds) {
    /** Copies the list. */
    public Cell {
        rounds = List.copyOf(rounds);
    }

    /** The turns of a contender that count, by round. */
    public List<Turn> turnsOf(String contender) {
        return rounds.stream().map(round -> round.turnOf(contender)).flatMap(Optional::stream).toList();
    }

    /** What the machine did by itself in all rounds together. */
    public Stalls idle() {
        return Stalls.sum(rounds.stream().map(Round::idle).toList());
    }

    /** What a contender measured in all rounds together. */
    public Reading pooled(String contender) {
        return Reading.pool(turnsOf(contender).stream().map(Turn::reading).toList());
    }
}

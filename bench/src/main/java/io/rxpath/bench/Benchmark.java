package io.rxpath.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Workload by workload, round by round, every contender once. A warm-up round, whose figures are thrown away, comes
 * first; whoever is not what it is named for in it, for want of a privilege, takes no further part.
 */
final class Benchmark {
    private final Track track;
    private final Order order;
    private final Consumer<String> progress;

    /**
     * Creates a benchmark.
     *
     * @param seed what the orders follow from
     * @param progress told what happens
     */
    Benchmark(Track track, long seed, Consumer<String> progress) {
        this.track = track;
        this.order = new Order(seed);
        this.progress = progress;
    }

    /**
     * Runs it.
     *
     * @param contenders the baseline first
     * @param warmUp what the warm-up round receives
     * @param workloads what is measured
     * @param rounds how often each is
     */
    Outcome run(List<Contender> contenders, Workload warmUp, List<Workload> workloads, int rounds) {
        Map<String, String> absent = new LinkedHashMap<>();
        List<Contender> present = new ArrayList<>();
        progress.accept("warming up");
        track.prepare(warmUp);
        for (Contender contender : contenders) {
            Optional<String> reason = track.run(contender, warmUp).reading().notInForce();
            if (reason.isEmpty()) {
                present.add(contender);
            } else {
                absent.put(contender.name(), reason.get());
                progress.accept(contender.name() + " takes no part: " + reason.get());
            }
        }
        List<Cell> cells = new ArrayList<>();
        for (Workload workload : workloads) {
            cells.add(cell(present, workload, rounds));
        }
        return new Outcome(contenders.stream().map(Contender::name).toList(), absent, cells);
    }

    private Cell cell(List<Contender> contenders, Workload workload, int rounds) {
        Optional<String> refused = track.prepare(workload);
        List<Round> done = new ArrayList<>();
        for (int number = 1; refused.isEmpty() && number <= rounds; number++) {
            progress.accept(workload.title() + ": round " + number + " of " + rounds);
            List<Turn> turns = new ArrayList<>();
            for (Contender contender : order.next(contenders)) {
                turns.add(track.run(contender, workload));
            }
            done.add(new Round(number, turns));
        }
        return new Cell(workload, refused, done);
    }
}

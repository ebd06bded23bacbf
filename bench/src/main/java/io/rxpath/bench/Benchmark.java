package io.rxpath.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** After a {@link WarmUp}, workload by workload, round by round, every contender once, and once nobody. */
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
     * @param warmUp what they receive until they are steady
     * @param workloads what is measured
     * @param rounds how often each is
     */
    Outcome run(List<Contender> contenders, Workload warmUp, List<Workload> workloads, int rounds) {
        WarmUp.Result warm = new WarmUp(track, progress).of(contenders, warmUp);
        List<Cell> cells = new ArrayList<>();
        for (Workload workload : workloads) {
            cells.add(cell(warm.present(), workload, rounds));
        }
        return new Outcome(contenders.stream().map(Contender::name).toList(), warm.absent(), warm.unsteady(),
                cells);
    }

    private Cell cell(List<Contender> contenders, Workload workload, int rounds) {
        Optional<String> refused = track.prepare(workload);
        List<Round> done = new ArrayList<>();
        for (int number = 1; refused.isEmpty() && number <= rounds; number++) {
            progress.accept(workload.title() + ": round " + number + " of " + rounds);
            done.add(round(number, contenders, workload));
        }
        return new Cell(workload, refused, done);
    }

    private Round round(int number, List<Contender> contenders, Workload workload) {
        List<Optional<Contender>> takers = Stream
                .concat(contenders.stream().map(Optional::of), Stream.of(Optional.<Contender>empty()))
                .toList();
        List<Turn> turns = new ArrayList<>();
        Stalls idle = Stalls.NONE;
        for (Optional<Contender> taker : order.next(takers)) {
            if (taker.isPresent()) {
                turns.add(track.run(taker.get(), workload));
            } else {
                idle = track.idle(workload.seconds());
            }
        }
        return new Round(number, turns, idle);
    }
}

package io.rxpath.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;

/**
 * What rxpath has to keep to: a contender's figure over the least of some others' in the same round, at most so much.
 *
 * @param title what is compared, in a few words
 * @param workloads those it is asked of
 * @param metric the figure
 * @param own whose
 * @param against the others
 * @param most the ratio that is still good
 */
public record Bar(String title, Predicate<Workload> workloads, Metric metric, String own,
        List<String> against, double most) {
    private static final List<String> C = List.of("c-1", "c-64");
    private static final long MODERATED_NS = 50_000;

    /** All bars of the floor benchmark. */
    public static List<Bar> all() {
        Predicate<Workload> paced = workload -> !workload.deferral().on()
                && workload.traffic().drainGroup() == 0;
        Predicate<Workload> drained = workload -> workload.traffic().drainGroup() > 0;
        Predicate<Workload> moderated = workload -> workload.deferral().groFlushTimeoutNs() == MODERATED_NS;
        List<Bar> all = new ArrayList<>();
        all.add(new Bar("p50 to C", paced, Metric.SEND_TO_APP_P50, "rxpath", C, 1.05));
        all.add(new Bar("p99 to C", paced, Metric.SEND_TO_APP_P99, "rxpath", C, 1.10));
        all.add(new Bar("p99.9 to C", paced, Metric.SEND_TO_APP_P999, "rxpath", C, 1.25));
        all.add(new Bar("CPU a queued packet to C", drained, Metric.DRAIN, "rxpath", C, 1.05));
        all.add(new Bar("CPU a queued packet to DatagramChannel", drained, Metric.DRAIN, "rxpath",
                List.of("jdk"), 0.65));
        all.add(new Bar("p99 with a journal to without", paced, Metric.SEND_TO_APP_P99, "journal",
                List.of("rxpath"), 1.05));
        all.add(new Bar("p50 to DatagramChannel, moderated", moderated, Metric.SEND_TO_APP_P50, "rxpath",
                List.of("jdk"), 0.25));
        return all;
    }

    /** The ratio over a cell's rounds; empty where the cell is not asked or a figure is missing in all rounds. */
    public Optional<Spread> measured(Cell cell) {
        if (!workloads.test(cell.workload())) {
            return Optional.empty();
        }
        return Spread.of(cell.rounds().stream().flatMapToDouble(round -> {
            OptionalDouble figure = figure(round, own);
            OptionalDouble least = against.stream().map(name -> figure(round, name))
                    .filter(OptionalDouble::isPresent).mapToDouble(OptionalDouble::getAsDouble).min();
            return figure.isEmpty() || least.isEmpty() || least.getAsDouble() == 0
                    ? DoubleStream.empty()
                    : DoubleStream.of(figure.getAsDouble() / least.getAsDouble());
        }).toArray());
    }

    /** Whether a ratio keeps to it. */
    public boolean isMet(Spread ratio) {
        return ratio.median() <= most;
    }

    private OptionalDouble figure(Round round, String name) {
        return round.turnOf(name).map(turn -> metric.of(turn.reading())).orElse(OptionalDouble.empty());
    }
}

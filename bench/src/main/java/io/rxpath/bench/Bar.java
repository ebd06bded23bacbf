package io.rxpath.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/**
 * What rxpath has to keep to: a contender's figure, or its ratio to that of whichever of some others has the least, at most
 * so much.
 *
 * @param title what is compared, in a few words
 * @param workloads those it is asked of
 * @param metric the figure
 * @param own whose
 * @param against the others; none where the figure itself is held to it
 * @param most the ratio, or figure, that is still good
 */
public record Bar(String title, Predicate<Workload> workloads, Metric metric, String own,
        List<String> against, double most) {
    private static final List<String> C = List.of("c-1", "c-64");
    /** Of a faster feed much is sent late, and its latencies are those of queues. */
    private static final long FASTEST_PACED_NS = 20_000;
    private static final long MODERATED_NS = 50_000;

    /** All bars of the floor benchmark. */
    public static List<Bar> all() {
        Predicate<Workload> undeferred = workload -> !workload.deferral().on();
        Predicate<Workload> drained = workload -> workload.traffic().drainGroup() > 0;
        Predicate<Workload> paced = workload -> undeferred.test(workload) && !drained.test(workload)
                && workload.traffic().meanGapNs() >= FASTEST_PACED_NS;
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
        all.add(new Bar("bytes allocated a packet", undeferred, Metric.ALLOCATED, "rxpath", List.of(), 0));
        return all;
    }

    /** The ratio, or figure, over a cell's rounds; empty where the cell is not asked or a figure is missing in all rounds. */
    public Optional<Spread> measured(Cell cell) {
        if (!workloads.test(cell.workload())) {
            return Optional.empty();
        }
        if (against.isEmpty()) {
            return Spread.of(figures(cell, own));
        }
        return against.stream().filter(name -> figures(cell, name).length > 0)
                .min(Comparator.comparingDouble(name -> Spread.median(figures(cell, name))))
                .flatMap(least -> new Comparison(cell, least, own).ratio(metric));
    }

    /** What counts of it: of ratios the median over the rounds, of a figure by itself the greatest. */
    public double counted(Spread measured) {
        return against.isEmpty() ? measured.max() : measured.median();
    }

    /** Whether what was measured keeps to it. */
    public boolean isMet(Spread measured) {
        return counted(measured) <= most;
    }

    /** One of its values as a person reads it: a ratio, or a figure with its unit. */
    public String text(double value) {
        return against.isEmpty() ? Figures.of(metric, value) : Figures.fixed(value, 3);
    }

    private double[] figures(Cell cell, String name) {
        return cell.rounds().stream().map(round -> round.figure(name, metric))
                .flatMapToDouble(OptionalDouble::stream).toArray();
    }
}

package io.rxpath.bench.steps;

import java.util.Locale;
import java.util.Optional;

import io.rxpath.bench.Figures;

/** The table for a terminal. */
public final class StepReport {
    private static final String LINE = "  %-18s%-31s%8s%8s%7s%6s";

    private StepReport() {
    }

    /**
     * The text, lines ended by a line feed.
     *
     * @param how under what conditions it was measured
     */
    public static String of(StepTable table, String how) {
        StringBuilder out = new StringBuilder();
        out.append("What each step of the hot path costs a packet, each by itself.\n").append(how)
                .append(".\n")
                .append("Figures: ns of one packet, JMH's 99.9 % error of that mean, its ratio to the\n")
                .append("bare system call, bytes allocated. Classify is without entering the call,\n")
                .append("worker without making the batch.\n\n");
        line(out, "step", "", "ns", "+-", "ratio", "B");
        for (Step step : Step.values()) {
            table.cost(step).ifPresent(cost -> line(out, step.key(), step.title(), cost, table.ratio(cost)));
        }
        table.absent().forEach((step, reason) -> out.append("  ").append(step.key())
                .append(": not measured: ").append(reason).append(".\n"));
        StepBar.of(table).ifPresent(bar -> bar(out, bar, table));
        return out.toString();
    }

    private static void bar(StringBuilder out, StepBar bar, StepTable table) {
        out.append("\nOn top of the receive call: classify, tag, handler, counters, publish.\n");
        line(out, "by a worker", "worker-publish-1 + count-turn", bar.cost(), Optional.of(bar.ratio()));
        bar.apart().ifPresent(
                cost -> line(out, "one by one", "without tag and handler", cost, table.ratio(cost)));
        out.append("  at most ").append(Figures.fixed(StepBar.MOST_RATIO, 2))
                .append(" of a bare system call, and 0 B: ").append(bar.isMet() ? "met" : "missed")
                .append('\n');
    }

    private static void line(StringBuilder out, String key, String title, Cost cost, Optional<Double> ratio) {
        line(out, key, title, figure(cost.ns(), 1), figure(cost.errorNs(), 1),
                ratio.map(value -> figure(value, 3)).orElse(Figures.NONE), figure(cost.allocatedBytes(), 2));
    }

    private static void line(StringBuilder out, String key, String title, String ns, String error,
            String ratio, String bytes) {
        out.append(String.format(Locale.ROOT, LINE, key, title, ns, error, ratio, bytes)).append('\n');
    }

    private static String figure(double value, int decimals) {
        return Double.isFinite(value) ? Figures.fixed(value, decimals) : Figures.NONE;
    }
}

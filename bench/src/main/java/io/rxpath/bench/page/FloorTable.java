package io.rxpath.bench.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import io.rxpath.bench.Bar;
import io.rxpath.bench.BenchException;
import io.rxpath.bench.Cell;
import io.rxpath.bench.Figures;
import io.rxpath.bench.Metric;
import io.rxpath.bench.Outcome;
import io.rxpath.bench.Reading;
import io.rxpath.bench.Spread;
import io.rxpath.bench.Turn;
import io.rxpath.lab.report.WholeFile;

/** The floor's figures as Markdown, and their place in a document between two marks. */
public final class FloorTable {
    private static final String FROM = "<!-- bench floor: from here on written by the command -->";
    private static final String TO = "<!-- bench floor: to here -->";

    private FloorTable() {
    }

    /**
     * Replaces what stands between the two marks of a document; the rest stays as it is.
     *
     * @throws IOException where it cannot be read or written
     * @throws BenchException where it has not both marks
     */
    public static void into(Path document, List<FloorPage.Part> parts) throws IOException {
        String text = Files.readString(document);
        int from = text.indexOf(FROM);
        int to = text.indexOf(TO);
        if (from < 0 || to < from) {
            throw new BenchException(document + " has no place for the figures: it wants the line " + FROM
                    + " and below it the line " + TO, null);
        }
        WholeFile.write("document",
                text.substring(0, from + FROM.length()) + "\n\n" + text(parts) + "\n" + text.substring(to),
                document);
    }

    static String text(List<FloorPage.Part> parts) {
        StringBuilder out = new StringBuilder();
        if (!parts.isEmpty()) {
            out.append("On ").append(System.getProperty("os.name")).append(' ')
                    .append(System.getProperty("os.version")).append(", Java ").append(Runtime.version())
                    .append("; ").append(parts.getFirst().setup().rounds()).append(" rounds, ")
                    .append(parts.getFirst().setup().seconds()).append(" s a turn.\n\n");
        }
        bars(parts, out);
        for (FloorPage.Part part : parts) {
            out.append("\n### ").append(part.setup().how()).append("\n\n");
            part.outcome().absent().forEach((name, reason) -> out.append("`").append(name)
                    .append("` took no part: ").append(reason).append(".\n\n"));
            out.append(part.setup().machine()).append(".\n\n");
            figures(part.outcome(), out);
        }
        return out.toString();
    }

    private static void bars(List<FloorPage.Part> parts, StringBuilder out) {
        out.append("| figure | engine and work | bar | ratio | 95 % | |\n|---|---|---|---|---|---|\n");
        for (Bar bar : Bar.all()) {
            for (FloorPage.Part part : parts) {
                for (Cell cell : part.outcome().cells()) {
                    Optional<Spread> ratio = bar.measured(cell);
                    ratio.ifPresent(spread -> out.append("| ").append(bar.title()).append(" | ")
                            .append(part.setup().how().split(",")[0]).append(", ")
                            .append(cell.workload().title()).append(" | ").append(bar.text(bar.most()))
                            .append(" | ").append(bar.text(spread.median())).append(" | ")
                            .append(bar.text(spread.low())).append(" to ").append(bar.text(spread.high()))
                            .append(" | ").append(bar.isMet(spread) ? "met" : "**missed**").append(" |\n"));
                }
            }
        }
    }

    private static void figures(Outcome outcome, StringBuilder out) {
        out.append(
                "| work | contender | p50 | p99 | p99.9 | max | longest stall | CPU a queued packet | allocated a packet | packets |"
                        + " lost | late |\n|---|---|---|---|---|---|---|---|---|---|---|---|\n");
        for (Cell cell : outcome.cells()) {
            for (String name : outcome.present()) {
                row(cell, name, out);
            }
        }
    }

    private static void row(Cell cell, String name, StringBuilder out) {
        if (cell.skipped().isPresent()) {
            return;
        }
        Reading pooled = cell.pooled(name);
        List<Turn> turns = cell.turnsOf(name);
        out.append("| ").append(cell.workload().title()).append(" | ").append(name);
        for (Metric metric : List.of(Metric.SEND_TO_APP_P50, Metric.SEND_TO_APP_P99,
                Metric.SEND_TO_APP_P999)) {
            out.append(" | ").append(Figures.of(metric, metric.of(pooled)));
        }
        out.append(" | ").append(Figures.duration(pooled.sendToApp().maxNs())).append(" | ")
                .append(Figures.duration(
                        turns.stream().mapToLong(turn -> turn.stallsBefore().longestNs()).max().orElse(0)))
                .append(" | ").append(Figures.of(Metric.DRAIN, Metric.DRAIN.of(pooled))).append(" | ")
                .append(Figures.of(Metric.ALLOCATED, Metric.ALLOCATED.of(pooled))).append(" | ")
                .append(Figures.count(pooled.counts().received())).append(" | ")
                .append(Figures.count(turns.stream().mapToLong(Turn::lost).sum())).append(" | ")
                .append(Figures.count(pooled.counts().late())).append(" |\n");
    }
}

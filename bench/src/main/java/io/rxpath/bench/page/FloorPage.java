package io.rxpath.bench.page;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

import io.rxpath.Version;
import io.rxpath.bench.Cell;
import io.rxpath.bench.Comparison;
import io.rxpath.bench.Figures;
import io.rxpath.bench.Metric;
import io.rxpath.bench.Outcome;
import io.rxpath.bench.Reading;
import io.rxpath.bench.Setup;
import io.rxpath.bench.Spread;
import io.rxpath.bench.Turn;
import io.rxpath.lab.report.Html;
import io.rxpath.lab.report.LatencyHistogram;
import io.rxpath.lab.report.LogScale;
import io.rxpath.lab.report.WholeFile;

/** The benchmark as one HTML file that needs nothing else: percentile curves side by side and the figures below. */
public final class FloorPage {
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'")
            .withZone(ZoneOffset.UTC);
    private static final List<Metric> LATENCIES = List.of(Metric.SEND_TO_APP_P50, Metric.SEND_TO_APP_P99,
            Metric.SEND_TO_APP_P999);
    private static final String OWN = """
            svg.curves { width: 100%; max-width: 760px; margin: 8px 0; }
            svg .end { text-anchor: end; }
            .curve { fill: none; stroke-width: 1.6; stroke-linejoin: round; }
            .curve.c0 { stroke: var(--ink); } i.c0 { background: var(--ink); }
            .curve.c1 { stroke: var(--unknown); } i.c1 { background: var(--unknown); }
            .curve.c2 { stroke: var(--hot); stroke-width: 2.4; } i.c2 { background: var(--hot); }
            .curve.c3 { stroke: var(--fallback); } i.c3 { background: var(--fallback); }
            .curve.c4 { stroke: var(--other); } i.c4 { background: var(--other); }
            .curve.c5 { stroke: #b58900; } i.c5 { background: #b58900; }
            .curve.c6 { stroke: var(--steal); } i.c6 { background: var(--steal); }
            .curve.c7 { stroke: #7b61c4; } i.c7 { background: #7b61c4; }
            td, th { white-space: nowrap; }
            td small { margin-left: 4px; }
            .scroll { overflow-x: auto; }
            """;

    private final Html html = new Html();

    private FloorPage() {
    }

    /**
     * One benchmark of the page.
     *
     * @param setup how it came about
     * @param outcome what it came to
     */
    public record Part(Setup setup, Outcome outcome) {
    }

    /**
     * Writes the page, whole or not at all.
     *
     * @param parts one for each engine
     * @throws IOException when it cannot be written, with a sentence for the user
     */
    public static void write(List<Part> parts, Instant startedAt, Path file) throws IOException {
        WholeFile.write("HTML page", text(parts, startedAt), file);
    }

    /** The document as text. */
    static String text(List<Part> parts, Instant startedAt) {
        FloorPage page = new FloorPage();
        page.all(parts, startedAt);
        return page.html.document();
    }

    private void all(List<Part> parts, Instant startedAt) {
        html.open("html", "lang", "en").open("head").empty("meta", "charset", "utf-8");
        html.empty("meta", "http-equiv", "Content-Security-Policy", "content",
                "default-src 'none'; style-src 'unsafe-inline'");
        html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.empty("meta", "name", "color-scheme", "content", "light dark");
        html.leaf("title", "rxpath beside C and the JDK, " + UTC.format(startedAt)).style(Html.sheet() + OWN)
                .closeLine();
        html.open("body").open("main");
        html.open("header").leaf("h1", "rxpath beside C and the JDK");
        html.leaf("p",
                UTC.format(startedAt) + " · rxpath " + Version.current() + " · "
                        + System.getProperty("os.name") + " " + System.getProperty("os.version") + " · Java "
                        + Runtime.version())
                .closeLine();
        how();
        parts.forEach(this::part);
        html.close().close().closeLine();
    }

    private void how() {
        html.open("section").leaf("h2", "What is shown").open("ul");
        html.leaf("li",
                "The time from when a packet was due to be sent to the end of the receive call. What the"
                        + " sender itself sent more than 5 µs late is left out and counted.");
        html.leaf("li",
                "The contenders take turns in rounds, in an order drawn anew each round. A ratio is that of"
                        + " a turn to the first contender's turn of the same round: the median over the rounds, and its"
                        + " 95 % interval by bootstrap.");
        html.leaf("li",
                "The longest stall is that of a thread that only reads the clock, on the same CPU before each"
                        + " turn: the machine's own share in every maximum.");
        html.close().closeLine();
    }

    private void part(Part part) {
        html.open("section").leaf("h2", part.setup().how());
        html.leaf("p", part.setup().rounds() + " rounds, " + part.setup().seconds() + " s a turn, seed "
                + part.setup().seed() + "; " + part.setup().machine() + ".", "class", "settings");
        part.outcome().absent().forEach((name, reason) -> html.leaf("p",
                name + " took no part: " + reason + ".", "class", "skipped"));
        part.outcome().cells().forEach(cell -> cell(part.outcome(), cell));
        html.closeLine();
    }

    private void cell(Outcome outcome, Cell cell) {
        html.leaf("h3", cell.workload().title());
        if (cell.skipped().isPresent()) {
            html.leaf("p", "Not run: " + cell.skipped().get() + ".", "class", "skipped");
            return;
        }
        List<LatencyHistogram> curves = outcome.contenders().stream()
                .map(name -> cell.pooled(name).sendToApp()).toList();
        new PercentileChart(html, LogScale.over(curves)).draw(curves,
                "Send to app latency by percentile, " + cell.workload().title());
        boolean drained = cell.workload().traffic().drainGroup() > 0;
        html.open("div", "class", "scroll").open("table").open("thead").open("tr").leaf("th", "");
        for (String column : List.of("p50", "ratio", "p99", "ratio", "p99.9", "ratio", "max", "longest stall",
                "sent", "lost", "late")) {
            html.leaf("th", column, "scope", "col");
        }
        if (drained) {
            html.leaf("th", "CPU a queued packet", "scope", "col").leaf("th", "ratio", "scope", "col");
        }
        html.close().close().open("tbody");
        for (int i = 0; i < outcome.contenders().size(); i++) {
            if (outcome.present().contains(outcome.contenders().get(i))) {
                row(outcome, cell, i, drained);
            }
        }
        html.close().close().closeLine();
    }

    private void row(Outcome outcome, Cell cell, int place, boolean drained) {
        String name = outcome.contenders().get(place);
        Reading pooled = cell.pooled(name);
        html.open("tr").open("th", "scope", "row").empty("i", "class", "swatch c" + place).text(name).close();
        for (Metric metric : LATENCIES) {
            figure(outcome, cell, name, pooled, metric);
        }
        html.leaf("td", pooled.sendToApp().isEmpty() ? "" : Figures.duration(pooled.sendToApp().maxNs()));
        html.leaf("td", Figures.duration(cell.turnsOf(name).stream()
                .mapToLong(turn -> turn.stallsBefore().longestNs()).max().orElse(0)));
        html.leaf("td",
                Figures.count(cell.turnsOf(name).stream().mapToLong(turn -> turn.sent().sent()).sum()));
        html.leaf("td", Figures.count(cell.turnsOf(name).stream().mapToLong(Turn::lost).sum()));
        html.leaf("td", Figures.count(pooled.counts().late()));
        if (drained) {
            figure(outcome, cell, name, pooled, Metric.DRAIN);
        }
        html.closeLine();
    }

    private void figure(Outcome outcome, Cell cell, String name, Reading pooled, Metric metric) {
        html.leaf("td", Figures.of(metric, metric.of(pooled)));
        Optional<Spread> ratio = name.equals(outcome.baseline())
                ? Optional.empty()
                : new Comparison(cell, outcome.baseline(), name).ratio(metric);
        html.open("td");
        ratio.ifPresent(spread -> html.text(Figures.fixed(spread.median(), 2)).leaf("small",
                Figures.fixed(spread.low(), 2) + " to " + Figures.fixed(spread.high(), 2)));
        html.close();
    }
}

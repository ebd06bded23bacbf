package io.rxpath.bench.page;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

import io.rxpath.Version;
import io.rxpath.bench.Cell;
import io.rxpath.bench.Figures;
import io.rxpath.bench.Outcome;
import io.rxpath.bench.Stalls;
import io.rxpath.lab.report.Html;
import io.rxpath.lab.report.LatencyHistogram;
import io.rxpath.lab.report.LogScale;
import io.rxpath.lab.report.WholeFile;

/** The benchmark as one HTML file that needs nothing else: percentile curves side by side and the figures below. */
public final class FloorPage {
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'")
            .withZone(ZoneOffset.UTC);
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
            .curve.c7 { stroke: #2aa198; } i.c7 { background: #2aa198; }
            .curve.c8 { stroke: #d33682; } i.c8 { background: #d33682; }
            td, th { white-space: nowrap; }
            td small { margin-left: 4px; }
            .scroll { overflow-x: auto; }
            """;

    private final Html html = new Html();

    private FloorPage() {
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
        bars(parts);
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
                        + " the medians over the rounds, to the first contender's, and in brackets its 95 % interval"
                        + " by bootstrap.");
        html.leaf("li",
                "Idle is a thread that only reads the clock, on the same CPU for as long as a turn in each"
                        + " round: its longest stall, and how many were "
                        + Figures.duration(Stalls.THRESHOLD_NS)
                        + " or longer. That is the machine's own share in every maximum.");
        html.leaf("li",
                "CPU a packet: the receiving thread's CPU time over all that it received. Who polls without a pause"
                        + " uses its CPU whole: the less comes, the more of that falls to each packet.");
        html.close().closeLine();
    }

    private void bars(List<Part> parts) {
        html.open("section").leaf("h2", "What rxpath has to keep to");
        table(FloorTables.bars(parts), List.of());
        html.closeLine();
    }

    private void part(Part part) {
        html.open("section").leaf("h2", part.setup().how());
        html.leaf("p", part.setup().rounds() + " rounds, " + part.setup().seconds() + " s a turn, seed "
                + part.setup().seed() + "; " + part.setup().machine() + ".", "class", "settings");
        part.outcome().remarks().forEach(remark -> html.leaf("p", remark, "class", "skipped"));
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
        table(FloorTables.figures(outcome, cell), outcome.contenders());
    }

    /** A table; a row that begins with one of {@code curves} has the swatch of its place there. */
    private void table(Table table, List<String> curves) {
        html.open("div", "class", "scroll").open("table").open("thead").open("tr");
        table.head().forEach(column -> html.leaf("th", column, "scope", "col"));
        html.close().close().open("tbody");
        for (List<Table.Field> row : table.rows()) {
            html.open("tr").open("th", "scope", "row");
            int place = curves.indexOf(row.getFirst().text());
            if (place >= 0) {
                html.empty("i", "class", "swatch c" + place);
            }
            html.text(row.getFirst().text()).close();
            row.stream().skip(1).forEach(this::field);
            html.closeLine();
        }
        html.close().close().closeLine();
    }

    private void field(Table.Field field) {
        html.open("td");
        if (field.strong()) {
            html.leaf("strong", field.text(), "class", "wrong");
        } else {
            html.text(field.text());
        }
        if (!field.detail().isEmpty()) {
            html.leaf("small", field.detail());
        }
        html.close();
    }
}

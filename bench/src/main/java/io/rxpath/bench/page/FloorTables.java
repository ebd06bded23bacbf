package io.rxpath.bench.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.rxpath.bench.Bar;
import io.rxpath.bench.Cell;
import io.rxpath.bench.Comparison;
import io.rxpath.bench.Figures;
import io.rxpath.bench.Metric;
import io.rxpath.bench.Outcome;
import io.rxpath.bench.Reading;
import io.rxpath.bench.Spread;
import io.rxpath.bench.Stalls;
import io.rxpath.bench.Turn;
import io.rxpath.bench.page.Table.Field;

/** What the page and the document show of the floor benchmark. */
final class FloorTables {
    private static final List<String> BARS = List.of("figure", "engine and work", "bar", "measured", "95 %",
            "");
    private static final List<String> FIGURES = List.of("", "p50", "p99", "p99.9", "max", "stalls",
            "CPU a packet", "CPU a queued packet", "allocated a packet", "sent/s", "packets", "lost", "late");

    private FloorTables() {
    }

    /** Every bar wherever it was measured. */
    static Table bars(List<Part> parts) {
        List<List<Field>> rows = new ArrayList<>();
        for (Bar bar : Bar.all()) {
            for (Part part : parts) {
                for (Cell cell : part.outcome().cells()) {
                    bar.measured(cell).ifPresent(measured -> rows.add(bar(bar, part, cell, measured)));
                }
            }
        }
        return new Table(BARS, rows);
    }

    private static List<Field> bar(Bar bar, Part part, Cell cell, Spread measured) {
        boolean met = bar.isMet(measured);
        String engine = part.setup().how().split(",")[0];
        return List.of(Field.of(bar.title()), Field.of(engine + ", " + cell.workload().title()),
                Field.of(bar.text(bar.most())), Field.of(bar.text(bar.counted(measured))),
                Field.of(bar.text(measured.low()) + " to " + bar.text(measured.high())),
                new Field(met ? "met" : "missed", "", !met));
    }

    /** The figures of a workload: a row for each that took part, its name first, and one of the idle machine. */
    static Table figures(Outcome outcome, Cell cell) {
        List<List<Field>> rows = new ArrayList<>();
        outcome.present().forEach(name -> rows.add(row(outcome, cell, name)));
        rows.add(idle(cell.idle()));
        return new Table(FIGURES, rows).withoutEmptyColumns();
    }

    private static List<Field> row(Outcome outcome, Cell cell, String name) {
        Reading pooled = cell.pooled(name);
        List<Turn> turns = cell.turnsOf(name);
        List<Field> row = new ArrayList<>();
        row.add(Field.of(name));
        for (Metric latency : List.of(Metric.SEND_TO_APP_P50, Metric.SEND_TO_APP_P99,
                Metric.SEND_TO_APP_P999)) {
            row.add(figure(outcome, cell, name, latency));
        }
        row.add(pooled.sendToApp().isEmpty()
                ? Field.NONE
                : Field.of(Figures.duration(pooled.sendToApp().maxNs())));
        row.add(Field.NONE);
        for (Metric cost : List.of(Metric.CPU_PER_PACKET, Metric.DRAIN, Metric.ALLOCATED)) {
            row.add(figure(outcome, cell, name, cost));
        }
        row.add(Field.of(Figures.perSecond(turns)));
        row.add(Field.of(Figures.count(pooled.measured())));
        row.add(Field.of(Figures.count(turns.stream().mapToLong(Turn::lost).sum())));
        row.add(Field.of(Figures.count(pooled.counts().late())));
        return row;
    }

    private static Field figure(Outcome outcome, Cell cell, String name, Metric metric) {
        Optional<Spread> ratio = name.equals(outcome.baseline())
                ? Optional.empty()
                : new Comparison(cell, outcome.baseline(), name).ratio(metric);
        String detail = ratio.map(spread -> Figures.fixed(spread.median(), 2) + " ("
                + Figures.fixed(spread.low(), 2) + " to " + Figures.fixed(spread.high(), 2) + ")").orElse("");
        return new Field(Figures.of(metric, metric.of(cell.pooled(name))), detail, false);
    }

    private static List<Field> idle(Stalls idle) {
        return FIGURES.stream().map(column -> switch (column) {
            case "" -> Field.of(Stalls.NAME);
            case "max" -> Field.of(Figures.duration(idle.longestNs()));
            case "stalls" -> Field.of(Figures.count(idle.count()));
            default -> Field.NONE;
        }).toList();
    }
}

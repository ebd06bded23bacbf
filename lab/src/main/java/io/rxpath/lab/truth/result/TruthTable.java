package io.rxpath.lab.truth.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * The figures of many cells as a Markdown table for people: a row for each scenario, engine and deferral, the repeats
 * pooled, the witness levels beside each other. A figure in bold missed its bar in one repeat at least.
 */
public final class TruthTable {
    private static final String UNKNOWN = "UNKNOWN";
    private static final String NOTHING = "-";
    private static final int MODE_PARTS = 3;

    private final StringBuilder out = new StringBuilder();
    private final List<String> levels;

    private TruthTable(List<String> levels) {
        this.levels = levels;
    }

    /** The table, lines ended by a line feed. */
    public static String of(List<CellResult> cells) {
        Map<String, Map<String, List<CellResult>>> rows = new LinkedHashMap<>();
        for (CellResult cell : cells) {
            if (cell.ran()) {
                rows.computeIfAbsent(mode(cell), mode -> new LinkedHashMap<>())
                        .computeIfAbsent(cell.witness(), level -> new ArrayList<>()).add(cell);
            }
        }
        TruthTable table = new TruthTable(
                cells.stream().filter(CellResult::ran).map(CellResult::witness).distinct().toList());
        table.head();
        rows.forEach(table::row);
        return table.out.toString();
    }

    private static String mode(CellResult cell) {
        String[] parts = cell.id().split("/");
        return String.join(" | ", List.of(parts).subList(0, MODE_PARTS));
    }

    private void head() {
        StringBuilder rule = new StringBuilder("|---|---|---|");
        out.append("| scenario | engine | deferral |");
        for (String level : levels) {
            List<String> columns = isOff(level)
                    ? List.of("branch", "falsely hot", "UNKNOWN", "steal")
                    : List.of("branch", "cause", "via", "verified wrongly", "steal");
            columns.forEach(column -> out.append(' ').append(level).append(": ").append(column).append(" |"));
            rule.append("---|".repeat(columns.size()));
        }
        out.append('\n').append(rule).append('\n');
    }

    private void row(String mode, Map<String, List<CellResult>> byLevel) {
        out.append("| ").append(mode).append(" |");
        for (String level : levels) {
            List<CellResult> cells = byLevel.getOrDefault(level, List.of());
            if (isOff(level)) {
                off(cells);
            } else {
                witnessed(cells);
            }
        }
        out.append('\n');
    }

    private static boolean isOff(String level) {
        return "off".equals(level);
    }

    private void off(List<CellResult> cells) {
        cell(cells, "branch", share(cells, it -> it.agreed() - it.count(UNKNOWN, UNKNOWN),
                it -> Figures.sum(it.branches()) - ofLabelUnknown(it)));
        cell(cells, "hot", share(cells, Figures::falseHot, Figures::labelled));
        cell(cells, "unknown", share(cells, Figures::unknown, Figures::labelled));
        steal(cells);
    }

    private void witnessed(List<CellResult> cells) {
        cell(cells, "branch", share(cells, Figures::agreed, it -> Figures.sum(it.branches())));
        cell(cells, "cause",
                share(cells, it -> it.causesCompared() - Figures.sum(it.causes()), Figures::causesCompared));
        cell(cells, "via",
                share(cells, it -> it.viasCompared() - Figures.sum(it.vias()), Figures::viasCompared));
        cell(cells, "",
                cells.isEmpty()
                        ? NOTHING
                        : String.format(Locale.ROOT, "%,d of %,d", sum(cells, Figures::verifiedWrong),
                                sum(cells, Figures::verified)));
        steal(cells);
    }

    private void steal(List<CellResult> cells) {
        String share = share(cells, Figures::stealClose, Figures::stealTouched);
        cell(cells, "steal",
                share.equals(NOTHING)
                        ? share
                        : String.format(Locale.ROOT, "%s of %,d", share, sum(cells, Figures::stealTouched)));
    }

    private static long ofLabelUnknown(Figures figures) {
        return figures.branches().entrySet().stream().filter(it -> it.getKey().startsWith(UNKNOWN + "/"))
                .mapToLong(Map.Entry::getValue).sum();
    }

    private void cell(List<CellResult> cells, String bar, String figure) {
        boolean missed = cells.stream().flatMap(cell -> cell.bars().stream())
                .anyMatch(it -> it.name().equals(bar) && it.failed());
        out.append(missed ? " **" : " ").append(figure).append(missed ? "** |" : " |");
    }

    private static String share(List<CellResult> cells, ToLongFunction<Figures> part,
            ToLongFunction<Figures> whole) {
        long of = sum(cells, whole);
        return of == 0 ? NOTHING : String.format(Locale.ROOT, "%.3f", 100.0 * sum(cells, part) / of);
    }

    private static long sum(List<CellResult> cells, ToLongFunction<Figures> figure) {
        return cells.stream().map(CellResult::figures).mapToLong(figure).sum();
    }
}

package io.rxpath.bench;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The report for a terminal of {@value #COLUMNS} columns. */
final class TextReport {
    /** No line is longer, except one that holds a longer word. */
    static final int COLUMNS = 80;

    private static final String FIGURES = "  %-22s %-13s%10s%7s%7s%7s%11s";
    private static final String TURNS = "  %-13s%10s%7s%11s%8s%9s%11s%9s";

    private final StringBuilder out = new StringBuilder();
    private final Outcome outcome;

    private TextReport(Outcome outcome) {
        this.outcome = outcome;
    }

    /** The text, lines ended by a line feed. */
    static String of(Setup setup, Outcome outcome) {
        TextReport report = new TextReport(outcome);
        report.write(setup);
        return report.out.toString();
    }

    private void write(Setup setup) {
        wrapped(setup.title());
        wrapped(setup.how() + "; " + setup.rounds() + " rounds, " + setup.seconds() + " s a turn, seed "
                + setup.seed() + "; " + setup.machine() + ".");
        wrapped("All: the figure over all rounds. Ratio: of the medians over the rounds, to that of "
                + outcome.baseline() + ", with its interval, 95 % by bootstrap. Difference: the median of"
                + " the differences of the rounds.");
        outcome.remarks().forEach(this::wrapped);
        outcome.cells().forEach(this::cell);
    }

    private void cell(Cell cell) {
        line("");
        line(cell.workload().title());
        if (cell.skipped().isPresent()) {
            wrapped("  not run: " + cell.skipped().get() + ".");
            return;
        }
        line(String.format(Locale.ROOT, FIGURES, "figure", "", "all", "ratio", "from", "to", "difference"));
        for (Metric metric : Metric.values()) {
            String title = metric.title();
            if (outcome.present().stream().allMatch(each -> metric.of(cell.pooled(each)).isEmpty())) {
                continue;
            }
            for (String contender : outcome.present()) {
                figure(cell, metric, title, contender);
                title = "";
            }
        }
        line("");
        line(String.format(Locale.ROOT, TURNS, "turns of", "max", "stalls", "sent", "sent/s", "lost", "late",
                "verified"));
        outcome.present().forEach(contender -> turns(cell, contender));
        line(String.format(Locale.ROOT, TURNS, Stalls.NAME, Figures.duration(cell.idle().longestNs()),
                Figures.count(cell.idle().count()), "", "", "", "", ""));
        wrapped("  Max: the longest latency. Idle: a thread that only reads the clock, on the same CPU for as"
                + " long in each round; its longest stall, and how many were "
                + Figures.duration(Stalls.THRESHOLD_NS)
                + " or longer. Late: sent more than 5 us after it was due, and left out of the"
                + " figures from the sender. Sent, lost and late with the warm-up's.");
        notCounted(cell);
    }

    private void figure(Cell cell, Metric metric, String title, String contender) {
        String all = Figures.of(metric, metric.of(cell.pooled(contender)));
        if (contender.equals(outcome.baseline())) {
            line(String.format(Locale.ROOT, FIGURES, title, contender, all, "", "", "", ""));
            return;
        }
        Comparison comparison = new Comparison(cell, outcome.baseline(), contender);
        Optional<Spread> ratio = comparison.ratio(metric);
        line(String.format(Locale.ROOT, FIGURES, title, contender, all, Figures.ratio(ratio, Spread::median),
                Figures.ratio(ratio, Spread::low), Figures.ratio(ratio, Spread::high),
                Figures.difference(metric, comparison.difference(metric))));
    }

    private void turns(Cell cell, String contender) {
        List<Turn> turns = cell.turnsOf(contender);
        Reading pooled = cell.pooled(contender);
        long measured = pooled.measured();
        line(String.format(Locale.ROOT, TURNS, contender,
                pooled.sendToApp().isEmpty() ? Figures.NONE : Figures.duration(pooled.sendToApp().maxNs()),
                "", Figures.count(turns.stream().mapToLong(turn -> turn.sent().sent()).sum()),
                Figures.perSecond(turns), Figures.count(turns.stream().mapToLong(Turn::lost).sum()),
                Figures.count(turns.stream().mapToLong(turn -> turn.sent().late()).sum()),
                measured == 0 || pooled.cpu().drained() > 0 // of a group the first is received, but not measured
                        ? Figures.NONE
                        : Figures.percent((double) pooled.counts().verified() / measured)));
    }

    private void notCounted(Cell cell) {
        for (String contender : outcome.present()) {
            List<String> reasons = cell.rounds().stream().flatMap(round -> round.turns().stream())
                    .filter(turn -> turn.contender().equals(contender))
                    .map(turn -> turn.reading().notInForce()).flatMap(Optional::stream).toList();
            if (!reasons.isEmpty()) {
                wrapped("  " + contender + ": " + reasons.size() + " of " + cell.rounds().size()
                        + " turns do not count: " + reasons.getFirst() + ".");
            }
        }
    }

    /** Adds {@code text} with line breaks at blanks; what follows the first line keeps its indent. */
    private void wrapped(String text) {
        String indent = " ".repeat(text.length() - text.stripLeading().length());
        StringBuilder row = new StringBuilder();
        for (String word : text.strip().split(" ")) {
            if (!row.isEmpty() && indent.length() + row.length() + 1 + word.length() > COLUMNS) {
                line(indent + row);
                row.setLength(0);
            }
            row.append(row.isEmpty() ? "" : " ").append(word);
        }
        line(indent + row);
    }

    private void line(String text) {
        out.append(text.stripTrailing()).append('\n');
    }
}

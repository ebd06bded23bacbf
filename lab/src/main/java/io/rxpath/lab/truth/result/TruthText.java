package io.rxpath.lab.truth.result;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.rxpath.lab.oracle.BarResult;
import io.rxpath.lab.oracle.BarResult.Outcome;

/** The report for a terminal of {@value #COLUMNS} columns. */
public final class TruthText {
    /** No line is longer, except one that holds a single word longer than that. */
    public static final int COLUMNS = 80;

    private static final List<String> BRANCHES = List.of("HOT_POLL", "CPU_STEAL", "FALLBACK_IRQ", "UNKNOWN");
    private static final String ITEM = "  ";
    private static final String WRAPPED = "      ";

    private final StringBuilder out = new StringBuilder();

    private TruthText() {
    }

    /** One cell's block, lines ended by a line feed. */
    public static String of(CellResult cell) {
        TruthText text = new TruthText();
        text.cell(cell);
        return text.out.toString();
    }

    /** All that is not a cell's own: pooled figures, and the cells that met no bar, by name. */
    public static String summary(TruthResult result) {
        TruthText text = new TruthText();
        text.writeSummary(result);
        return text.out.toString();
    }

    private void cell(CellResult cell) {
        line(cell.id() + ": " + cell.verdict());
        if (!cell.because().isEmpty()) {
            wrapped(cell.because());
        }
        if (!cell.ran()) {
            cell.notes().forEach(this::wrapped);
            return;
        }
        Figures figures = cell.figures();
        wrapped(String.format(Locale.ROOT,
                "sent %,d in %.1f s, received %,d, lost in device %,d, in socket %,d%s", cell.sent(),
                cell.seconds(), cell.received(), cell.lostInDevice(), cell.lostInSocket(),
                cell.unaccounted() == 0
                        ? ""
                        : String.format(Locale.ROOT, ", unaccounted %,d", cell.unaccounted())));
        wrapped(String.format(Locale.ROOT,
                "labelled %,d, judged %,d, border %,d (%s), stalled for one side %,d, unjudged %,d (%s)%s",
                figures.labelled(), figures.judged(), figures.border(),
                share(figures.border(), figures.labelled()), figures.unbarred(),
                Figures.sum(figures.unjudged()), share(Figures.sum(figures.unjudged()), figures.labelled()),
                reasons(figures.unjudged())));
        matrix(figures);
        wrapped(String.format(Locale.ROOT,
                "UNKNOWN %,d (%s), falsely hot %,d (%s), verified %,d, wrongly %,d", figures.unknown(),
                share(figures.unknown(), figures.labelled()), figures.falseHot(),
                share(figures.falseHot(), figures.labelled()), figures.verified(), figures.verifiedWrong()));
        disagreements("causes", figures.causes(), figures.causesCompared());
        disagreements("vias", figures.vias(), figures.viasCompared());
        for (PartError part : figures.parts()) {
            line(String.format(Locale.ROOT, "  %-12s error ns  p50 %,11d  p99 %,11d  max %,13d", part.part(),
                    part.p50Ns(), part.p99Ns(), part.maxNs()));
        }
        if (figures.stealTouched() > 0) {
            wrapped(String.format(Locale.ROOT, "steal within 5 us or 10%%: %s of %,d packets",
                    share(figures.stealClose(), figures.stealTouched()), figures.stealTouched())
                    + (figures.stalled() == 0
                            ? ""
                            : String.format(Locale.ROOT, ", %,d left out for a stall", figures.stalled())));
        }
        if (figures.badSums() > 0) {
            wrapped(String.format(Locale.ROOT, "parts that do not sum to the latency: %,d packets",
                    figures.badSums()));
        }
        cell.bars().stream().filter(bar -> bar.outcome() == Outcome.FAILED || bar.outcome() == Outcome.EXEMPT)
                .forEach(bar -> wrapped("BELOW: " + bar.name() + ": " + bar.sentence()));
        cell.notes().forEach(this::wrapped);
    }

    private void matrix(Figures figures) {
        StringBuilder head = new StringBuilder(String.format("  %-14s", "label \\ truth"));
        BRANCHES.forEach(truth -> head.append(String.format("%14s", truth)));
        line(head.toString().stripTrailing());
        for (String label : BRANCHES) {
            StringBuilder row = new StringBuilder(String.format("  %-14s", label));
            BRANCHES.forEach(
                    truth -> row.append(String.format(Locale.ROOT, "%,14d", figures.count(label, truth))));
            line(row.toString());
        }
    }

    private void disagreements(String what, Map<String, Long> counts, long compared) {
        if (compared == 0) {
            return;
        }
        long wrong = Figures.sum(counts);
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%s agree: %s of %,d", what,
                share(compared - wrong, compared), compared));
        if (wrong > 0) {
            text.append("; label/truth");
            counts.forEach((pair, count) -> text.append(String.format(Locale.ROOT, " %s %,d", pair, count)));
        }
        wrapped(text.toString());
    }

    private static String reasons(Map<String, Long> counts) {
        StringBuilder text = new StringBuilder();
        counts.forEach((reason, count) -> text.append(String.format(Locale.ROOT, " %s %,d", reason, count)));
        return text.isEmpty() ? "" : ":" + text;
    }

    private void writeSummary(TruthResult result) {
        line("Branch truth: " + (result.met() ? "all bars are met" : "NOT all bars are met"));
        wrapped(String.format(Locale.ROOT, "%,d cells met their bars, %,d are below, %,d failed",
                result.cells(Verdict.MET).size(), result.cells(Verdict.BELOW).size(),
                result.cells(Verdict.FAILED).size()));
        wrapped(String.format(Locale.ROOT,
                "verified wrongly: %,d of %,d packets pooled, at most 1 in 10,000 is" + " wanted%s",
                result.verifiedWrong(), result.verified(),
                result.pooledEnough()
                        ? result.pooledMet() ? "" : ": BELOW"
                        : String.format(Locale.ROOT, " of %,d and more: too few for this bar",
                                TruthResult.POOL_WANTED)));
        for (CellResult cell : result.cells(Verdict.BELOW)) {
            cell.bars().stream().filter(BarResult::failed).forEach(
                    bar -> wrapped("below: " + cell.id() + ": " + bar.name() + ": " + bar.sentence()));
        }
        result.cells(Verdict.FAILED).forEach(cell -> wrapped("failed: " + cell.id() + ": " + cell.because()));
        result.cells(Verdict.EXEMPT)
                .forEach(cell -> wrapped("exempt: " + cell.id() + ": " + cell.because()
                        + String.format(Locale.ROOT, "; %s of %,d judged packets agree",
                                share(cell.figures().agreed(), cell.figures().judged()),
                                cell.figures().judged())));
        skipped(result);
        wrapped(result.machine());
    }

    /** Cells of a scenario are skipped together: one line for them. */
    private void skipped(TruthResult result) {
        result.cells(Verdict.SKIPPED).stream()
                .map(cell -> "skipped: " + cell.scenario() + ": " + cell.because()).distinct()
                .forEach(this::wrapped);
    }

    private static String share(long part, long whole) {
        return whole == 0 ? "-" : share((double) part / whole);
    }

    private static String share(double value) {
        return String.format(Locale.ROOT, "%.3f%%", 100 * value);
    }

    private void line(String text) {
        out.append(text).append('\n');
    }

    private void wrapped(String text) {
        StringBuilder line = new StringBuilder(ITEM);
        boolean first = true;
        for (String word : text.split(" ")) {
            if (!first && line.length() + 1 + word.length() > COLUMNS) {
                line(line.toString());
                line = new StringBuilder(WRAPPED).append(word);
            } else {
                line.append(first ? "" : " ").append(word);
            }
            first = false;
        }
        line(line.toString());
    }
}

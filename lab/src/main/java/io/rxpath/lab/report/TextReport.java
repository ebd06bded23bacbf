package io.rxpath.lab.report;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The report for a terminal of {@value #COLUMNS} columns. */
public final class TextReport {
    /** No line is longer, except one that holds a single word (a path) longer than that. */
    public static final int COLUMNS = 80;

    private static final String INDENT = "    ";

    private final StringBuilder out = new StringBuilder();
    private boolean few;

    private TextReport() {
    }

    /**
     * The text, lines ended by a line feed.
     *
     * @param result what to report
     * @param terminal what the terminal can show: signs it lacks are written with letters, as {@code us} for
     *     {@code µs}
     */
    public static String of(DemoResult result, Charset terminal) {
        TextReport report = new TextReport();
        report.write(result);
        return plain(report.out.toString(), terminal);
    }

    /**
     * What the machine allows, a line or more for each answer: for the start of a run, before there is a result.
     *
     * @param machine the answers
     * @param terminal as in {@link #of}
     */
    public static String of(List<Finding> machine, Charset terminal) {
        TextReport report = new TextReport();
        machine.forEach(finding -> report.wrapped("  " + (finding.available() ? "yes" : "no ") + " ",
                finding.name() + ": " + finding.detail()));
        return plain(report.out.toString(), terminal);
    }

    private void write(DemoResult result) {
        for (String feed : result.feeds()) {
            line(Words.feed(feed));
            line("=".repeat(Words.feed(feed).length()));
            result.phasesOf(feed).forEach(this::phase);
        }
        line("The cliff");
        line("=========");
        result.feeds().forEach(feed -> cliff(feed, result.phasesOf(feed)));
        if (few) {
            line("(...): too few packets for this percentile, about the largest value");
        }
        journal(result.journal());
        result.notes().forEach(note -> wrapped("Note:", note));
    }

    private void cliff(String feed, List<PhaseResult> phases) {
        cliffRow(Words.feed(feed) + ", send to app", "p50", "p99", "p99.9");
        for (PhaseResult phase : phases) {
            String name = "(" + phase.id() + ") " + phase.title();
            if (phase.ran()) {
                List<String> cells = Cells.of(phase.sendToApp().percentiles());
                cliffRow(name, cells.get(0), cells.get(1), cells.get(2));
            } else {
                cliffRow(name, "did not run", "", "");
            }
        }
        line("");
    }

    private void cliffRow(String name, String p50, String p99, String p999) {
        line(String.format("%-41s%13s%13s%13s", cut(name, 41), p50, p99, p999));
    }

    private void phase(PhaseResult phase) {
        wrapped("(" + phase.id() + ")", phase.title());
        if (!phase.ran()) {
            wrapped("   ", "Did not run: " + phase.skippedBecause());
            line("");
            return;
        }
        wrapped("   ", phase.settings().inWords());
        if (phase.packets() > 0) {
            row("branch", "share", "p50", "p99", "p99.9", "max");
            for (BranchResult branch : Branches.ordered(phase.branches())) {
                branch(branch);
            }
            row("all, send to app", "", phase.sendToApp().percentiles());
            row("all, from ingress", "", phase.ingressToApp().percentiles());
            unseen(Branches.ordered(phase.branches()));
        } else {
            line(INDENT + "No packet came after the warm-up.");
        }
        ratios(phase.ratios());
        traffic(phase);
        causes(phase.causes());
        phase.notes().forEach(note -> wrapped("   ", "Note: " + note));
        line("");
    }

    private void branch(BranchResult branch) {
        if (branch.packets() == 0) {
            row(branch.branch(), Figures.share(branch.share()), "", "", "", "");
            return;
        }
        row(branch.branch(), Figures.share(branch.share()), branch.sendToApp().percentiles());
        row("  from ingress", "", branch.ingressToApp().percentiles());
    }

    private void unseen(List<BranchResult> branches) {
        String text = branches.stream().filter(branch -> !branch.unseen().empty())
                .map(branch -> branch.branch() + " " + Figures.bound(branch.unseen().p99Ns()))
                .collect(Collectors.joining(" · "));
        if (!text.isEmpty()) {
            wrapped("   ", "p99 of the most that is unseen before the stamp: " + text);
        }
    }

    private void row(String name, String share, Percentiles percentiles) {
        few |= !percentiles.empty() && !percentiles.enoughForP999();
        List<String> cells = Cells.of(percentiles);
        row(name, share, cells.get(0), cells.get(1), cells.get(2), cells.get(3));
    }

    private void row(String name, String share, String p50, String p99, String p999, String max) {
        line(INDENT + String.format("%-19s%9s%12s%12s%12s%12s", cut(name, 19), share, p50, p99, p999, max));
    }

    private void ratios(Ratios ratios) {
        List<String> known = new ArrayList<>();
        Map<String, Ratio> named = Map.of("CPU", ratios.cpuShare(), "hit ratio", ratios.hitRatio(),
                "waste ratio", ratios.wasteRatio());
        List<String> order = List.of("CPU", "hit ratio", "waste ratio");
        order.stream().filter(name -> named.get(name).available())
                .forEach(name -> known.add(name + " " + Figures.share(named.get(name).value())));
        if (ratios.opportunities() > 0) {
            known.add(Figures.counted(ratios.opportunities(), "opportunity", "opportunities") + ", "
                    + Figures.share(ratios.undecided().value()) + " undecided");
        }
        if (!known.isEmpty()) {
            wrapped("   ", String.join(" · ", known));
        }
        order.stream().filter(name -> !named.get(name).available())
                .collect(Collectors.groupingBy(name -> named.get(name).reason(), java.util.LinkedHashMap::new,
                        Collectors.joining(", ")))
                .forEach((reason, names) -> wrapped("   ", names + " not available: " + reason));
    }

    private void traffic(PhaseResult phase) {
        Traffic traffic = phase.traffic();
        StringBuilder text = new StringBuilder("sent " + Figures.count(traffic.sent()) + " · received "
                + Figures.count(traffic.received()) + " · lost in ring " + Figures.count(traffic.lostInRing())
                + ", in socket " + Figures.count(traffic.lostInSocket()));
        optional(text, "unaccounted for", traffic.unaccounted());
        optional(text, "send refused", traffic.senderFailed());
        optional(text, "sent late", traffic.senderLate());
        optional(text, "events dropped", traffic.eventsDropped());
        optional(text, "warm-up left out", phase.warmUpPackets());
        wrapped("   ", text.toString());
    }

    private static void optional(StringBuilder text, String name, long value) {
        if (value != 0) {
            text.append(" · ").append(name).append(' ').append(Figures.count(value));
        }
    }

    private void causes(Map<String, Long> causes) {
        String text = causes.entrySet().stream()
                .filter(cause -> cause.getValue() != 0 && !cause.getKey().equals(Words.NO_CAUSE))
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(cause -> cause.getKey() + " " + Figures.count(cause.getValue()))
                .collect(Collectors.joining(" · "));
        if (!text.isEmpty()) {
            wrapped("   ", "causes: " + text);
        }
    }

    private void journal(JournalCheck journal) {
        if (journal == null) {
            wrapped("Journal:", "none was written.");
            return;
        }
        String counts = Figures.count(journal.packetsHandled()) + " handled, "
                + Figures.count(journal.packetsInJournal()) + " in the journal";
        wrapped("Journal:",
                journal.ok()
                        ? "ok: every packet exactly once, with its branch (" + counts + ")"
                        : "NOT OK: " + counts + ", " + Figures.count(journal.duplicates())
                                + " twice or more, " + Figures.count(journal.missing()) + " missing, "
                                + Figures.count(journal.branchMismatches()) + " with another branch, "
                                + Figures.counted(journal.gapRecords(), "gap record", "gap records"));
        wrapped("        ", journal.journal().toString());
    }

    /** {@code text} after {@code lead}, broken between words and continued below its first. */
    private void wrapped(String lead, String text) {
        StringBuilder line = new StringBuilder(lead);
        String below = " ".repeat(Math.min(lead.length(), 20));
        boolean first = true;
        for (String word : text.split(" +")) {
            if (!first && line.length() + 1 + word.length() > COLUMNS) {
                line(line.toString());
                line.setLength(0);
                line.append(below);
            }
            line.append(' ').append(word);
            first = false;
        }
        line(line.toString());
    }

    private void line(String text) {
        out.append(clean(text).stripTrailing()).append('\n');
    }

    private static String cut(String text, int length) {
        return text.length() > length ? text.substring(0, length - 1) + "…" : text;
    }

    /** Control characters must not reach the terminal. */
    private static String clean(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}]", "?");
    }

    private static String plain(String text, Charset terminal) {
        if (terminal.canEncode() && terminal.newEncoder().canEncode("µ–·…×")) {
            return text;
        }
        return text.replace("µs", "us").replace('–', '-').replace('·', '|').replace("…", "~").replace('×',
                'x');
    }
}

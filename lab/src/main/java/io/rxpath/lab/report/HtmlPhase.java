package io.rxpath.lab.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** One phase with one feed: shares, a histogram for each branch, percentiles, causes, cost and losses. */
final class HtmlPhase {
    private static final int LANE = 42;
    private static final int EMPTY_LANE = 30;

    private final Html html;
    private final Chart chart;

    HtmlPhase(Html html, Chart chart) {
        this.html = html;
        this.chart = chart;
    }

    void write(PhaseResult phase) {
        html.open("article");
        html.leaf("h4", Words.feed(phase.feed()));
        if (phase.ran()) {
            html.leaf("p", phase.settings().inWords(), "class", "settings");
            if (phase.packets() > 0) {
                shares(html, phase);
                lanes(phase);
                percentiles(phase);
            } else {
                html.leaf("p", "No packet came after the warm-up.", "class", "skipped");
            }
            facts(phase);
            causes(phase);
        } else {
            html.leaf("p", "Did not run: " + phase.skippedBecause(), "class", "skipped");
        }
        notes(phase.notes());
        html.closeLine();
    }

    /** The shares of the branches as one bar. */
    static void shares(Html html, PhaseResult phase) {
        html.open("div", "class", "shares", "aria-hidden", "true");
        for (BranchResult branch : Branches.ordered(phase.branches())) {
            if (branch.packets() > 0) {
                html.empty("i", "class", Branches.colour(branch.branch()), "style",
                        "flex-grow:" + Figures.fixed(Math.max(0, branch.share()) * 1_000, 3));
            }
        }
        html.closeLine();
    }

    private void lanes(PhaseResult phase) {
        List<BranchResult> branches = Branches.ordered(phase.branches());
        long highest = chart.highest(branches.stream().map(BranchResult::sendToApp).toList());
        html.open("div", "class", "lanes");
        html.leaf("span", "Share, packets", "class", "laneName quiet");
        html.leaf("span", "Send to app", "class", "laneName quiet");
        for (BranchResult branch : branches) {
            html.open("div", "class", "laneName").open("span");
            html.empty("i", "class", "swatch " + Branches.colour(branch.branch())).text(branch.branch())
                    .close();
            html.leaf("b", Figures.share(branch.share()));
            html.leaf("small", Figures.count(branch.packets())).close();
            chart.histogram(List.of(branch), branch.packets() == 0 ? EMPTY_LANE : LANE, highest,
                    branch.branch() + ": " + Figures.counted(branch.packets(), "packet", "packets"));
        }
        html.leaf("span", "", "class", "laneName");
        chart.axis();
        html.closeLine();
    }

    private void percentiles(PhaseResult phase) {
        html.open("table", "class", "percentiles").open("thead").open("tr");
        html.leaf("th", "Branch", "scope", "col");
        for (String name : List.of("p50", "p99", "p99.9", "max")) {
            html.leaf("th", name, "scope", "col");
        }
        html.close().closeLine();
        block(phase, "Send to app", branch -> Cells.of(branch.sendToApp().percentiles()),
                phase.sendToApp().percentiles());
        block(phase, "Ingress to app", branch -> Cells.of(branch.ingressToApp().percentiles()),
                phase.ingressToApp().percentiles());
        block(phase, "Unseen before the stamp, at most", branch -> Cells.ofBounds(branch.unseen()), null);
        html.closeLine();
    }

    private void block(PhaseResult phase, String title, Function<BranchResult, List<String>> cells,
            Percentiles all) {
        html.open("tbody").open("tr").leaf("th", title, "colspan", "5", "scope", "rowgroup").closeLine();
        for (BranchResult branch : Branches.ordered(phase.branches())) {
            if (branch.packets() > 0) {
                line(branch.branch(), Branches.colour(branch.branch()), cells.apply(branch));
            }
        }
        if (all != null) {
            line("all", null, Cells.of(all));
        }
        html.closeLine();
    }

    private void line(String name, String colour, List<String> cells) {
        html.open("tr", "class", colour == null ? "all" : null).open("th", "scope", "row");
        if (colour != null) {
            html.empty("i", "class", "swatch " + colour);
        }
        html.text(name).close();
        cells.forEach(cell -> html.leaf("td", cell));
        html.closeLine();
    }

    private void facts(PhaseResult phase) {
        Ratios ratios = phase.ratios();
        Traffic traffic = phase.traffic();
        html.open("dl", "class", "facts");
        ratio("CPU", ratios.cpuShare());
        if (ratios.hitRatio().equals(ratios.wasteRatio()) && !ratios.hitRatio().available()) {
            ratio("Hit and waste ratio", ratios.hitRatio());
        } else {
            ratio("Hit ratio", ratios.hitRatio());
            ratio("Waste ratio", ratios.wasteRatio());
        }
        if (ratios.opportunities() > 0) {
            html.open("div").leaf("dt", "Opportunities").open("dd")
                    .text(Figures.count(ratios.opportunities()));
            html.text(" ").leaf("small", Figures.share(ratios.undecided().value()) + " undecided").close()
                    .close();
        }
        html.closeLine();
        html.open("dl", "class", "facts");
        fact("Sent", Figures.count(traffic.sent()), false);
        fact("Received", Figures.count(traffic.received()), false);
        fact("Lost in the ring", Figures.count(traffic.lostInRing()), traffic.lostInRing() > 0);
        fact("Lost in the socket", Figures.count(traffic.lostInSocket()), traffic.lostInSocket() > 0);
        if (traffic.unaccounted() != 0) {
            fact("Unaccounted for", Figures.count(traffic.unaccounted()), true);
        }
        fact("Send refused", Figures.count(traffic.senderFailed()), traffic.senderFailed() > 0);
        fact("Sent late", Figures.count(traffic.senderLate()), traffic.senderLate() > 0);
        fact("Events dropped", Figures.count(traffic.eventsDropped()), traffic.eventsDropped() > 0);
        fact("Warm-up, left out", Figures.count(phase.warmUpPackets()), false);
        html.closeLine();
    }

    private void ratio(String name, Ratio ratio) {
        if (ratio.available()) {
            fact(name, Figures.share(ratio.value()), false);
        } else {
            html.open("div", "class", "wide").leaf("dt", name).open("dd")
                    .text("not available: " + ratio.reason());
            html.close().close();
        }
    }

    private void fact(String name, String value, boolean bad) {
        html.open("div", "class", bad ? "bad" : null).leaf("dt", name).leaf("dd", value).close();
    }

    private void causes(PhaseResult phase) {
        List<Map.Entry<String, Long>> causes = new ArrayList<>(phase.causes().entrySet());
        causes.removeIf(cause -> cause.getValue() == 0 || cause.getKey().equals(Words.NO_CAUSE));
        causes.sort((one, other) -> Long.compare(other.getValue(), one.getValue()));
        if (causes.isEmpty()) {
            return;
        }
        html.open("table", "class", "causes").open("thead").open("tr").leaf("th", "Cause", "scope", "col");
        html.leaf("th", "Packets", "scope", "col").close().closeLine();
        html.open("tbody");
        for (Map.Entry<String, Long> cause : causes) {
            html.open("tr").open("th", "scope", "row").text(cause.getKey());
            html.leaf("small", Words.cause(cause.getKey())).close();
            html.leaf("td", Figures.count(cause.getValue())).closeLine();
        }
        html.close().closeLine();
    }

    private void notes(List<String> notes) {
        if (!notes.isEmpty()) {
            html.open("ul", "class", "notes");
            notes.forEach(note -> html.leaf("li", note));
            html.closeLine();
        }
    }
}

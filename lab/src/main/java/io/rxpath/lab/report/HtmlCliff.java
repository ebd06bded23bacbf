package io.rxpath.lab.report;

import java.util.List;
import java.util.Optional;

/** The head of the report: every phase of a feed below the other on one axis, with the percentiles beside it. */
final class HtmlCliff {
    private static final int HEIGHT = 60;
    private static final String BUSY_POLL = "b";

    private final Html html;
    private final Chart chart;
    private final DemoResult result;

    HtmlCliff(Html html, Chart chart, DemoResult result) {
        this.html = html;
        this.chart = chart;
        this.result = result;
    }

    void write() {
        html.open("section", "class", "cliff").leaf("h2", "The cliff");
        String verdict = verdict();
        html.leaf("p", verdict, "class", "verdict");
        legend();
        result.feeds().forEach(this::feed);
        html.leaf("p",
                "All rows share one axis: time from the sender's clock to the application, logarithmic. The"
                        + " height of a bar is the number of packets, logarithmic too, so that a single late packet is seen;"
                        + " its colours divide it as the branches divide those packets. The lines are p50 (solid), p99 (dashed) and p99.9"
                        + " (dotted)."
                        + " Percentiles in brackets come from too few packets to be more than about the largest value.",
                "class", "caption");
        html.closeLine();
    }

    private void legend() {
        html.open("ul", "class", "legend");
        List<BranchResult> branches = result.phases().stream().flatMap(phase -> phase.branches().stream())
                .toList();
        Branches.ordered(branches).stream().map(BranchResult::branch).distinct().forEach(branch -> {
            html.open("li").empty("i", "class", "swatch " + Branches.colour(branch));
            html.text(branch).close();
        });
        html.closeLine();
    }

    private void feed(String feed) {
        List<PhaseResult> phases = result.phasesOf(feed);
        long highest = chart.highest(phases.stream().map(PhaseResult::sendToApp).toList());
        Optional<LatencyHistogram> hot = busyPoll(feed);
        html.open("div", "class", "rows").open("div", "class", "row head");
        html.leaf("h3", Words.feed(feed)).leaf("span", "", "class", "plot");
        for (String name : List.of("p50", "p99", "p99.9", "p99 vs (b)")) {
            html.leaf("span", name, "class", "figure");
        }
        html.closeLine();
        phases.forEach(phase -> row(phase, highest, hot));
        html.open("div", "class", "row foot").leaf("span", "").open("div", "class", "plot");
        chart.axis();
        html.close().close();
        html.closeLine();
    }

    private void row(PhaseResult phase, long highest, Optional<LatencyHistogram> hot) {
        LatencyHistogram latency = phase.sendToApp();
        html.open("div", "class", "row").open("div", "class", "name");
        html.leaf("b", "(" + phase.id() + ") " + phase.title());
        if (!phase.ran()) {
            html.close().leaf("p", "Did not run: " + phase.skippedBecause(), "class", "skipped").closeLine();
            return;
        }
        HtmlPhase.shares(html, phase);
        html.leaf("small", unknown(phase));
        html.close().open("div", "class", "plot");
        chart.markNames(latency);
        chart.histogram(Branches.ordered(phase.branches()), HEIGHT, highest,
                "Send to app, phase " + phase.id() + ": " + spoken(latency));
        html.close();
        List<String> cells = Cells.of(latency.percentiles());
        figure("p50", cells.get(0), "");
        figure("p99", cells.get(1), "");
        figure("p99.9", cells.get(2), "");
        boolean comparable = hot.isPresent() && !latency.isEmpty() && !phase.id().equals(BUSY_POLL);
        figure("p99 vs (b)",
                comparable ? Figures.times((double) latency.p99Ns() / hot.get().p99Ns()) : Figures.NONE,
                " times");
        html.closeLine();
    }

    private void figure(String name, String value, String kind) {
        html.open("span", "class", "figure" + kind).leaf("small", name).text(value).close();
    }

    private static String unknown(PhaseResult phase) {
        return phase.branches().stream().filter(branch -> branch.branch().equals(BranchResult.UNKNOWN))
                .findFirst().map(branch -> BranchResult.UNKNOWN + " " + Figures.share(branch.share()))
                .orElse("");
    }

    private String verdict() {
        if (result.feeds().isEmpty()) {
            return "No phase was run.";
        }
        String feed = result.feeds().getFirst();
        Optional<PhaseResult> worst = result.phasesOf(feed).stream()
                .filter(phase -> !phase.sendToApp().isEmpty() && !phase.id().equals(BUSY_POLL))
                .max((one, other) -> Long.compare(one.sendToApp().p99Ns(), other.sendToApp().p99Ns()));
        Optional<LatencyHistogram> hot = busyPoll(feed);
        if (hot.isEmpty()) {
            return "The busy-poll phase (b) gave no figures, so the others cannot be held against it.";
        }
        String one = Words.feed(feed) + ": 99 of 100 packets reach the application within "
                + Figures.duration(hot.get().p99Ns()) + " by busy poll (b)";
        if (worst.isEmpty()) {
            return one + ".";
        }
        long p99 = worst.get().sendToApp().p99Ns();
        return one + ", and within " + Figures.duration(p99) + " in (" + worst.get().id() + ") “"
                + worst.get().title() + "”: " + Figures.times((double) p99 / hot.get().p99Ns()) + ".";
    }

    private Optional<LatencyHistogram> busyPoll(String feed) {
        return result.phasesOf(feed).stream().filter(phase -> phase.id().equals(BUSY_POLL))
                .map(PhaseResult::sendToApp).filter(latency -> !latency.isEmpty() && latency.p99Ns() > 0)
                .findFirst();
    }

    private static String spoken(LatencyHistogram latency) {
        return latency.isEmpty()
                ? "no packet"
                : "p50 " + Figures.duration(latency.p50Ns()) + ", p99 " + Figures.duration(latency.p99Ns())
                        + ", p99.9 " + Figures.duration(latency.p999Ns());
    }
}

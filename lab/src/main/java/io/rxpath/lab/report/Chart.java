package io.rxpath.lab.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Draws latencies over the shared axis as inline SVG whose widths are per cent, so that text keeps its size on any
 * screen and needs no script.
 */
final class Chart {
    private static final double LETTER_PIXELS = 6.3;
    /** Per cent of the width by which a bar covers its neighbour's edge, so that no gap shines through. */
    private static final double OVERLAP = 0.05;

    private final Html html;
    private final LogScale scale;
    private final List<LogScale.Tick> ticks;
    private final double letter;

    /**
     * Creates the charts of one column of the page.
     *
     * @param narrowest the width in pixels of a chart on the narrowest screen, on which labels must not touch
     */
    Chart(Html html, LogScale scale, int narrowest) {
        this.html = html;
        this.scale = scale;
        letter = LETTER_PIXELS / narrowest;
        ticks = scale.ticks();
    }

    /**
     * Packets in each bucket of the send-to-app latency, on a logarithmic height; a bar's colours divide it as the
     * branches divide its packets.
     *
     * @param highest the packets of the bucket that fills the height
     */
    void histogram(List<BranchResult> branches, int height, long highest, String description) {
        List<long[]> counts = branches.stream().map(branch -> branch.sendToApp().buckets(scale)).toList();
        begin(height, description);
        grid(height);
        double width = 100.0 / scale.buckets();
        for (int bucket = 0; bucket < scale.buckets(); bucket++) {
            int index = bucket;
            long total = counts.stream().mapToLong(each -> each[index]).sum();
            if (total == 0) {
                continue;
            }
            double bar = height * barHeight(total, highest);
            double bottom = height;
            for (int i = 0; i < branches.size(); i++) {
                long count = counts.get(i)[bucket];
                if (count > 0) {
                    double part = bar * count / total;
                    bottom -= part;
                    html.empty("rect", "class", Branches.colour(branches.get(i).branch()), "x",
                            percent(bucket * width), "y", number(bottom), "width", percent(width + OVERLAP),
                            "height", number(part));
                }
            }
        }
        marks(LatencyHistogram.sum(branches.stream().map(BranchResult::sendToApp).toList()), height);
        html.close();
    }

    /** The height of a bar, 0..1: no packet has none, {@code highest} packets have all. */
    static double barHeight(long packets, long highest) {
        return Math.log(2.0 * packets + 1) / Math.log(2.0 * Math.max(1, highest) + 1);
    }

    /** The fullest bucket of all of {@code histograms}, at least 1. */
    long highest(List<LatencyHistogram> histograms) {
        long highest = 1;
        for (LatencyHistogram histogram : histograms) {
            for (long packets : histogram.buckets(scale)) {
                highest = Math.max(highest, packets);
            }
        }
        return highest;
    }

    /** The names of the marks that {@link #histogram} draws, each at its line or as near as the others leave room. */
    void markNames(LatencyHistogram latency) {
        begin(13, "");
        List<Mark> marks = marks(latency);
        double[] starts = new double[marks.size()];
        double free = 0;
        for (int i = 0; i < marks.size(); i++) {
            double width = width(marks.get(i).name());
            starts[i] = Math.max(free, scale.position(marks.get(i).ns()) - width / 2);
            free = starts[i] + width;
        }
        double limit = 1;
        for (int i = marks.size() - 1; i >= 0; i--) {
            double width = width(marks.get(i).name());
            starts[i] = Math.min(starts[i], limit - width);
            limit = starts[i];
            html.leaf("text", marks.get(i).name(), "x", percent(100 * (starts[i] + width / 2)), "y", "11",
                    "class", "middle");
        }
        html.close();
    }

    /** The axis with its labels. */
    void axis() {
        begin(18, "");
        boolean few = ticks.stream().filter(LogScale.Tick::major).count() < 3;
        double free = 0;
        for (LogScale.Tick tick : ticks) {
            double place = scale.position(tick.ns());
            html.empty("line", "class", "grid", "x1", percent(100 * place), "x2", percent(100 * place), "y1",
                    "0", "y2", tick.major() ? "5" : "3");
            double half = width(tick.label()) / 2;
            if ((tick.major() || few) && place - half >= free && place + half <= 1) {
                free = place + half;
                html.leaf("text", tick.label(), "x", percent(100 * place), "y", "16", "class", "middle");
            }
        }
        html.close();
    }

    private void grid(int height) {
        for (LogScale.Tick tick : ticks) {
            String x = at(tick.ns());
            html.empty("line", "class", tick.major() ? "grid" : "grid minor", "x1", x, "x2", x, "y1", "0",
                    "y2", String.valueOf(height));
        }
    }

    private void begin(int height, String description) {
        boolean silent = description.isEmpty();
        html.open("svg", "width", "100%", "height", String.valueOf(height), "role", silent ? null : "img",
                "aria-hidden", silent ? "true" : null, "aria-label", silent ? null : description);
    }

    private String at(long ns) {
        return percent(100 * scale.position(ns));
    }

    private void marks(LatencyHistogram latency, int height) {
        for (Mark mark : marks(latency)) {
            html.empty("line", "class", "mark " + mark.style(), "x1", at(mark.ns()), "x2", at(mark.ns()),
                    "y1", "0", "y2", String.valueOf(height));
        }
    }

    /** Those percentiles that the packets suffice for. */
    private static List<Mark> marks(LatencyHistogram latency) {
        Percentiles percentiles = latency.percentiles();
        List<Mark> marks = new ArrayList<>();
        if (!percentiles.empty()) {
            marks.add(new Mark("p50", "median", percentiles.p50Ns()));
        }
        if (percentiles.enoughForP99()) {
            marks.add(new Mark("p99", "late", percentiles.p99Ns()));
        }
        if (percentiles.enoughForP999()) {
            marks.add(new Mark("p99.9", "latest", percentiles.p999Ns()));
        }
        return marks;
    }

    private record Mark(String name, String style, long ns) {
    }

    private double width(String label) {
        return letter * (label.length() + 0.5);
    }

    private static String percent(double value) {
        return number(value) + "%";
    }

    private static String number(double value) {
        String text = Figures.fixed(value, 2);
        return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
    }
}

package io.rxpath.bench.page;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.rxpath.lab.report.Html;
import io.rxpath.lab.report.LatencyHistogram;
import io.rxpath.lab.report.LogScale;

/**
 * Latencies over their percentiles, a curve for each contender, as inline SVG without a script. Both axes are
 * logarithmic, the percentiles' towards 100: from each nine to the next it is as far.
 */
final class PercentileChart {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 260;
    private static final int LEFT = 52;
    private static final int BELOW = 24;
    private static final double STEP = 0.04;
    /** A curve ends where fewer packets than these are slower. */
    private static final double FEWEST = 3;
    private static final double[] PERCENTILES = {0, 50, 90, 99, 99.9, 99.99};
    private static final double NINES = 4.5;

    private final Html html;
    private final LogScale scale;

    PercentileChart(Html html, LogScale scale) {
        this.html = html;
        this.scale = scale;
    }

    /** Draws the curves; the one at place i has the class {@code curve ci}. */
    void draw(List<LatencyHistogram> curves, String description) {
        html.open("svg", "viewBox", "0 0 " + WIDTH + " " + (HEIGHT + BELOW), "class", "curves", "role", "img",
                "aria-label", description);
        for (LogScale.Tick tick : scale.ticks()) {
            if (tick.major()) {
                String y = number(y(tick.ns()));
                html.empty("line", "class", "grid", "x1", number(LEFT), "x2", number(WIDTH), "y1", y, "y2",
                        y);
                html.leaf("text", tick.label(), "class", "end", "x", number(LEFT - 6), "y",
                        number(y(tick.ns()) + 4));
            }
        }
        for (double percentile : PERCENTILES) {
            String x = number(x(nines(percentile)));
            html.empty("line", "class", "grid minor", "x1", x, "x2", x, "y1", "0", "y2", number(HEIGHT));
            html.leaf("text", label(percentile), "class", "middle", "x", x, "y", number(HEIGHT + 16));
        }
        for (int i = 0; i < curves.size(); i++) {
            if (!curves.get(i).isEmpty()) {
                html.empty("polyline", "class", "curve c" + i, "points", points(curves.get(i)));
            }
        }
        html.closeLine();
    }

    private String points(LatencyHistogram histogram) {
        double last = Math.min(NINES, Math.log10(Math.max(1, histogram.count() / FEWEST)));
        return java.util.stream.IntStream.rangeClosed(0, (int) (last / STEP)).mapToObj(i -> {
            double nines = i * STEP;
            long ns = histogram.percentileNs(100 * (1 - Math.pow(10, -nines)));
            return number(x(nines)) + "," + number(y(ns));
        }).collect(Collectors.joining(" "));
    }

    private static double nines(double percentile) {
        return -Math.log10(1 - percentile / 100);
    }

    private static double x(double nines) {
        return LEFT + (WIDTH - LEFT) * nines / NINES;
    }

    private double y(double ns) {
        return HEIGHT * (1 - scale.position(ns));
    }

    private static String label(double percentile) {
        return percentile == 0
                ? "least"
                : (percentile == Math.rint(percentile) ? Long.toString((long) percentile) : "" + percentile)
                        + " %";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}

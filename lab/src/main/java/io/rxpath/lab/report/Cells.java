package io.rxpath.lab.report;

import java.util.List;
import java.util.function.LongFunction;

/** The four figures of a row: p50, p99, p99.9 and max, as text. */
final class Cells {
    private Cells() {
    }

    /** Of latencies: a dash each where there were none, in brackets where there were too few for the percentile. */
    static List<String> of(Percentiles latency) {
        return of(latency, Figures::duration);
    }

    /** Of upper bounds, which may be missing. */
    static List<String> ofBounds(Percentiles bounds) {
        return of(bounds, Figures::bound);
    }

    private static List<String> of(Percentiles values, LongFunction<String> figure) {
        if (values.empty()) {
            return List.of(Figures.NONE, Figures.NONE, Figures.NONE, Figures.NONE);
        }
        String p99 = figure.apply(values.p99Ns());
        String p999 = figure.apply(values.p999Ns());
        return List.of(figure.apply(values.p50Ns()), values.enoughForP99() ? p99 : "(" + p99 + ")",
                values.enoughForP999() ? p999 : "(" + p999 + ")", figure.apply(values.maxNs()));
    }
}

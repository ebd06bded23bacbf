package io.rxpath.bench;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** Figures as a terminal of plain ASCII shows them. */
public final class Figures {
    /** Stands where there is no figure. */
    public static final String NONE = "-";

    private Figures() {
    }

    /** A figure of a metric: a time with its unit, or a share in per cent. */
    public static String of(Metric metric, OptionalDouble figure) {
        if (figure.isEmpty()) {
            return NONE;
        }
        return metric.isTime() ? duration(figure.getAsDouble()) : percent(figure.getAsDouble());
    }

    /** A difference of a metric, with its sign. */
    public static String difference(Metric metric, Optional<Spread> difference) {
        if (difference.isEmpty()) {
            return NONE;
        }
        double value = difference.get().median();
        return (value < 0 ? "-" : "+")
                + (metric.isTime() ? duration(Math.abs(value)) : percent(Math.abs(value)));
    }

    /** One side of a spread of ratios. */
    public static String ratio(Optional<Spread> ratio, ToDoubleFunction<Spread> side) {
        return ratio.map(spread -> ratio(side.applyAsDouble(spread))).orElse(NONE);
    }

    /** As many digits as fit beside the others: a stall of the machine makes a ratio of hundreds. */
    private static String ratio(double value) {
        return fixed(value, value >= 1_000 ? 0 : value >= 100 ? 1 : 3);
    }

    /** Nanoseconds, with the unit that leaves few digits. */
    public static String duration(double ns) {
        if (ns < 999.5) {
            return fixed(ns, 0) + " ns";
        }
        if (ns < 99_950) {
            return fixed(ns / 1e3, 2) + " us";
        }
        return ns < 999_500 ? fixed(ns / 1e3, 0) + " us" : fixed(ns / 1e6, 2) + " ms";
    }

    /** A share 0..1 in per cent. */
    public static String percent(double share) {
        return fixed(share * 100, 1) + " %";
    }

    /** A whole number with its thousands marked. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    public static String fixed(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}

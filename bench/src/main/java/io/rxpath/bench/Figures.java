package io.rxpath.bench;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** Figures as a terminal of plain ASCII shows them. */
public final class Figures {
    /** Stands where there is no figure. */
    public static final String NONE = "-";

    private static final MathContext DIGITS = new MathContext(3);

    private Figures() {
    }

    /** A figure of a metric with its unit. */
    public static String of(Metric metric, OptionalDouble figure) {
        return figure.isEmpty() ? NONE : of(metric, figure.getAsDouble());
    }

    /** The same, of one that is known. */
    public static String of(Metric metric, double figure) {
        return switch (metric.unit()) {
            case NS -> duration(figure);
            case BYTES -> bytes(figure);
            case SHARE -> percent(figure);
        };
    }

    /** A difference of a metric, with its sign. */
    public static String difference(Metric metric, Optional<Spread> difference) {
        if (difference.isEmpty()) {
            return NONE;
        }
        double value = difference.get().median();
        return (value < 0 ? "-" : "+") + of(metric, Math.abs(value));
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

    /** Bytes, to three digits however few they are: what is not quite nothing does not read as nothing. */
    private static String bytes(double bytes) {
        return BigDecimal.valueOf(bytes).round(DIGITS).stripTrailingZeros().toPlainString() + " B";
    }

    /** A share 0..1 in per cent. */
    public static String percent(double share) {
        return fixed(share * 100, 1) + " %";
    }

    /** How fast was sent in some turns, a second. */
    public static String perSecond(List<Turn> turns) {
        return turns.isEmpty()
                ? NONE
                : count(Math.round(turns.stream().mapToDouble(Turn::sentPerSecond).average().orElse(0)));
    }

    /** A whole number with its thousands marked. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    public static String fixed(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}

package io.rxpath.lab.report;

import java.util.Locale;

/** Numbers as a reader wants them: {@code 5.3 µs}, {@code 1.24 ms}, {@code 12,345}, {@code 99.2 %}. */
final class Figures {
    /** Stands where there is no number. */
    static final String NONE = "–";

    private Figures() {
    }

    /** A duration with its unit: whole nanoseconds, one decimal below 100 µs, three digits above. */
    static String duration(long ns) {
        if (ns < 0) {
            return "-" + duration(ns == Long.MIN_VALUE ? Long.MAX_VALUE : -ns);
        }
        if (ns < 1_000) {
            return ns + " ns";
        }
        if (ns < 99_950) {
            return fixed(ns / 1e3, 1) + " µs";
        }
        if (ns < 999_500) {
            return fixed(ns / 1e3, 0) + " µs";
        }
        return ns < 999_500_000L ? threeDigits(ns / 1e6) + " ms" : threeDigits(ns / 1e9) + " s";
    }

    /** An upper bound as a duration, or that there is none. */
    static String bound(long ns) {
        return ns >= BranchResult.UNBOUNDED_NS ? "no bound" : duration(ns);
    }

    /** A whole number with its thousands marked. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A share 0..1 in per cent; one that is not all or nothing is never shown as 100 % or 0 %. */
    static String share(double share) {
        if (Double.isNaN(share)) {
            return NONE;
        }
        if (share == 0 || share == 1) {
            return share == 0 ? "0 %" : "100 %";
        }
        if (share > 0 && share < 0.0001) {
            return "<0.01 %";
        }
        if (share > 0.9999 && share < 1) {
            return ">99.99 %";
        }
        return fixed(share * 100, share < 0.01 || share > 0.99 && share < 1 ? 2 : 1) + " %";
    }

    /** How many times {@code part} is {@code whole}: two digits below 10, whole numbers above. */
    static String times(double times) {
        return "×" + (times < 9.95 ? fixed(times, 1) : count(Math.round(times)));
    }

    /** {@code one} or {@code several}, after the number. */
    static String counted(long number, String one, String several) {
        return count(number) + " " + (number == 1 ? one : several);
    }

    static String fixed(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    private static String threeDigits(double value) {
        return fixed(value, value < 9.995 ? 2 : value < 99.95 ? 1 : 0);
    }
}

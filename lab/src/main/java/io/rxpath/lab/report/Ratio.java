package io.rxpath.lab.report;

import java.util.Objects;

/**
 * A ratio, or the reason why there is none.
 *
 * @param value 0..1 in general (CPU burned may exceed 1 a little); NaN when it is not available
 * @param reason why it is not available, one clause; empty when it is
 */
public record Ratio(double value, String reason) {
    /** Checks that a missing value has a reason. */
    public Ratio {
        Objects.requireNonNull(reason, "reason");
        if (Double.isNaN(value) && reason.isBlank()) {
            throw new IllegalArgumentException("a ratio that is not available needs its reason");
        }
        if (Double.isInfinite(value)) {
            throw new IllegalArgumentException("a ratio is a finite number or NaN, not " + value);
        }
    }

    /** A ratio that is known. */
    public static Ratio of(double value) {
        return new Ratio(value, Double.isNaN(value) ? "nothing to divide by" : "");
    }

    /** {@code part / whole}, not available for {@code reason} where the whole is zero. */
    public static Ratio of(double part, double whole, String reason) {
        return whole == 0 ? unavailable(reason) : of(part / whole);
    }

    /** A ratio that is not known, and why. */
    public static Ratio unavailable(String reason) {
        return new Ratio(Double.NaN, reason);
    }

    /** Whether there is a value. */
    public boolean available() {
        return !Double.isNaN(value);
    }
}

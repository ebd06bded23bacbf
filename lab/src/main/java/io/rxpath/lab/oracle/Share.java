package io.rxpath.lab.oracle;

import java.util.Locale;

/**
 * Some of many.
 *
 * @param part how many
 * @param whole of how many
 */
public record Share(long part, long whole) {
    /** Whether there is nothing to have a share of. */
    public boolean empty() {
        return whole == 0;
    }

    /** From 0 to 1; of nothing it is 0 and means nothing. */
    public double value() {
        return empty() ? 0 : (double) part / whole;
    }

    /** Whether the share is at least {@code perMillion} / 1,000,000, reckoned exactly. */
    boolean atLeast(long perMillion) {
        return part * 1_000_000 >= whole * perMillion;
    }

    /** Whether the share is at most {@code perMillion} / 1,000,000, reckoned exactly. */
    boolean atMost(long perMillion) {
        return part * 1_000_000 <= whole * perMillion;
    }

    /** As in {@code 99.98 % (4999 of 5000)}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.3f %% (%d of %d)", 100 * value(), part, whole);
    }
}

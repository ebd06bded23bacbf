package io.rxpath.config;

import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers with a unit, read exactly: {@code 50us}, {@code 1.5 ms}, {@code 8MiB}. */
public enum Quantity {
    /** Times, in nanoseconds. */
    TIME(List.of("ns", "us", "ms", "s"), new long[]{1, 1_000, 1_000_000, 1_000_000_000}, "50us"),
    /** Times over which things are kept, in nanoseconds. */
    AGE(List.of("s", "min", "h", "d"),
            new long[]{1_000_000_000, 60_000_000_000L, 3_600_000_000_000L, 86_400_000_000_000L}, "7d"),
    /** Sizes, in bytes. */
    SIZE(List.of("B", "KiB", "MiB", "GiB", "TiB"), new long[]{1, 1L << 10, 1L << 20, 1L << 30, 1L << 40},
            "8MiB");

    // No exponent and few digits: a hostile number must not grow beyond a long on the way.
    private static final Pattern FORM = Pattern.compile("(\\d{1,18})(\\.\\d{1,9})?\\s*([A-Za-z]*)");

    private final List<String> units;
    private final long[] factors;
    private final String example;

    Quantity(List<String> units, long[] factors, String example) {
        this.units = units;
        this.factors = factors;
        this.example = example;
    }

    /** What is wanted, for a sentence: {@code a time with its unit (ns, us, ms or s), for example 50us}. */
    public String wanted() {
        final int last = units.size() - 1;
        return "a " + (this == SIZE ? "size" : "time") + " with its unit ("
                + String.join(", ", units.subList(0, last)) + " or " + units.get(last) + "), for example "
                + example;
    }

    /**
     * The value in the smallest unit.
     *
     * @param text digits, perhaps a fraction, and a unit; only 0 needs none
     * @return empty where it has another form, is no whole number of the smallest unit, or exceeds a long
     */
    public OptionalLong parse(String text) {
        final Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            return OptionalLong.empty();
        }
        final BigDecimal number = new BigDecimal(
                matcher.group(2) == null ? matcher.group(1) : matcher.group(1) + matcher.group(2));
        final int unit = units.indexOf(matcher.group(3));
        if (unit < 0) {
            final boolean bareZero = matcher.group(3).isEmpty() && number.signum() == 0;
            return bareZero ? OptionalLong.of(0) : OptionalLong.empty();
        }
        try {
            return OptionalLong.of(number.multiply(BigDecimal.valueOf(factors[unit])).longValueExact());
        } catch (ArithmeticException notWholeOrTooLarge) {
            return OptionalLong.empty();
        }
    }

    /** {@code value} in the largest unit that holds it as a whole number. */
    public String format(long value) {
        int unit = factors.length - 1;
        while (unit > 0 && (value == 0 || value % factors[unit] != 0)) {
            unit--;
        }
        return value / factors[unit] + units.get(unit);
    }
}

package io.rxpath.cli;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A length of time from seconds to days, in nanoseconds: {@code 90s}, {@code 10m}, {@code 12h}, {@code 7d}. */
final class AgeConverter implements ITypeConverter<Long> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\s*([smhd])");
    private static final Map<String, Long> UNITS = Map.of("s", 1_000_000_000L, "m", 60_000_000_000L, "h",
            3_600_000_000_000L, "d", 86_400_000_000_000L);

    @Override
    public Long convert(String text) {
        return parse(text);
    }

    static long parse(String text) {
        final Matcher matcher = FORM.matcher(text.strip());
        try {
            if (matcher.matches()) {
                return Math.multiplyExact(Long.parseLong(matcher.group(1)), UNITS.get(matcher.group(2)));
            }
        } catch (ArithmeticException tooLong) {
            // Said below.
        }
        throw new TypeConversionException("'" + text
                + "' is no length of time within reach: digits and s, m, h or d are wanted, for example 7d");
    }
}

package io.rxpath.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A moment, as CLOCK_REALTIME nanoseconds: ISO 8601 with its zone, {@code 10min ago}, or those nanoseconds themselves, as the
 * JSON lines have them.
 */
final class MomentConverter implements ITypeConverter<Long> {
    /** What is understood, for the descriptions of options. */
    static final String FORMS = "2026-01-31T14:30:00Z, 2026-01-31T09:30:00.5-05:00, \"10min ago\" (s, min, h or d) or nanoseconds since 1970";

    private static final Pattern NANOSECONDS = Pattern.compile("\\d{16,19}");
    private static final Pattern AGO = Pattern.compile("(.*\\S)\\s+ago");
    private static final long NS = 1_000_000_000L;

    private final InstantSource clock;

    /** Reckons from now. */
    MomentConverter() {
        this(InstantSource.system());
    }

    MomentConverter(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Long convert(String text) {
        final String moment = text.strip();
        try {
            if (NANOSECONDS.matcher(moment).matches()) {
                return Long.parseLong(moment);
            }
            final Matcher ago = AGO.matcher(moment);
            if (ago.matches()) {
                return Math.subtractExact(nanoseconds(clock.instant()), AgeConverter.parse(ago.group(1)));
            }
            return nanoseconds(OffsetDateTime.parse(moment).toInstant());
        } catch (DateTimeException | ArithmeticException | NumberFormatException wrong) {
            throw new TypeConversionException(
                    "'" + text + "' is no time within reach: wanted is one such as " + FORMS);
        }
    }

    private static long nanoseconds(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NS), instant.getNano());
    }
}

package io.rxpath.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class MomentConverterTest {
    private final MomentConverter converter = new MomentConverter(
            InstantSource.fixed(Instant.parse("2026-01-31T14:30:00.000000001Z")));

    @Test
    void instantsAgesAndNanoseconds() {
        final long now = 1_769_869_800_000_000_001L;
        assertEquals(now, converter.convert("2026-01-31T14:30:00.000000001Z"));
        assertEquals(now, converter.convert(" 2026-01-31T09:30:00.000000001-05:00 "));
        assertEquals(now, converter.convert("1769869800000000001"));
        assertEquals(now - 600_000_000_000L, converter.convert("10min ago"));
        assertEquals(now - 90_000_000_000L, converter.convert("90 s  ago"));
        assertEquals(now - 7_200_000_000_000L, converter.convert("2h ago"));
        assertEquals(now - 86_400_000_000_000L, converter.convert("1d ago"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "10min", "ago", "10 ago", "-1min ago", "10y ago",
        "999999999d ago", "2026-01-31", "2026-01-31T14:30:00", "2026-02-31T14:30:00Z", "9999-01-31T14:30:00Z",
        "123", "9999999999999999999"})
    void otherTextIsRefused(String text) {
        assertThrows(TypeConversionException.class, () -> converter.convert(text));
    }
}

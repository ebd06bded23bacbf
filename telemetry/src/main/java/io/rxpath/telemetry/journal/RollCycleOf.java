package io.rxpath.telemetry.journal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.rollcycles.LegacyRollCycles;

import io.rxpath.telemetry.event.RollPeriod;

/** Chronicle's cycle for each roll period. A file's name is the start of its cycle in UTC, and tells the period too. */
final class RollCycleOf {
    /** One whose format starts with another's comes before that. */
    private static final List<RollPeriod> PERIODS = List.of(RollPeriod.DAILY, RollPeriod.HOURLY,
            RollPeriod.TEN_MINUTELY, RollPeriod.MINUTELY);
    /** Where in its table Chronicle says how a queue rolls. */
    private static final int METADATA_BYTES = 64 << 10;

    private RollCycleOf() {
    }

    /** The cycle of a period. */
    static RollCycle period(RollPeriod period) {
        return switch (period) {
            case UNKNOWN, DAILY -> RollCycles.FAST_DAILY;
            case HOURLY -> RollCycles.FAST_HOURLY;
            case TEN_MINUTELY -> RollCycles.TEN_MINUTELY;
            case MINUTELY -> LegacyRollCycles.MINUTELY;
        };
    }

    /** The period that a folder has; empty where it is no queue yet or has one that a journal never has. */
    static Optional<RollPeriod> folder(Path folder) {
        try (InputStream in = Files.newInputStream(folder.resolve(JournalFiles.METADATA))) {
            final String metadata = new String(in.readNBytes(METADATA_BYTES), StandardCharsets.ISO_8859_1);
            return PERIODS.stream().filter(it -> metadata.contains(period(it).format())).findFirst();
        } catch (final IOException e) {
            return Optional.empty();
        }
    }

    /** The number of the cycle whose file has this name; 0 for a name that this version would not give. */
    static int cycle(String name) {
        for (final RollPeriod each : PERIODS) {
            try {
                final long startMs = LocalDateTime.parse(name, format(each)).toInstant(ZoneOffset.UTC)
                        .toEpochMilli();
                return (int) (startMs / period(each).lengthInMillis());
            } catch (final DateTimeException e) {
                // It is another period's, perhaps.
            }
        }
        return 0;
    }

    private static DateTimeFormatter format(RollPeriod each) {
        return new DateTimeFormatterBuilder().appendPattern(period(each).format())
                .parseDefaulting(ChronoField.HOUR_OF_DAY, 0).parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0)
                .toFormatter(Locale.ROOT);
    }
}

package io.rxpath.telemetry.journal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.rollcycles.LegacyRollCycles;

import io.rxpath.telemetry.event.RollPeriod;

/** Chronicle's cycle for each roll period, and the period of a folder. */
final class RollCycleOf {
    /** One whose format starts with another's comes before that. */
    static final List<RollPeriod> PERIODS = List.of(RollPeriod.DAILY, RollPeriod.HOURLY,
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
}

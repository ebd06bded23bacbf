package io.rxpath.telemetry.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;

import io.rxpath.telemetry.event.RollPeriod;

/** The names that Chronicle gives a journal's files: the UTC time at which each begins, in a form that tells for how long. */
final class FileNames {
    private static final Map<RollCycle, DateTimeFormatter> FORMS = forms();

    private FileNames() {
    }

    /** Whether a folder has any file of documents, also one with a name that this version would not give. */
    static boolean any(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(FileNames::isDocuments);
        }
    }

    /** How long each of a folder's files lasts; as this version writes them where no name tells. */
    static RollCycle rollCycle(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(FileNames::isDocuments).sorted().map(FileNames::rollCycleOf)
                    .filter(it -> it != null).findFirst().orElse(RollCycleOf.period(RollPeriod.DAILY));
        }
    }

    /** A folder's files of documents, oldest first; those with names of another form are left out. */
    static List<JournalFile> list(Path folder) throws IOException {
        final RollCycle rollCycle = rollCycle(folder);
        final List<JournalFile> list = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (final Path file : files.filter(FileNames::isDocuments).toList()) {
                final long startMs = startMs(rollCycle, file);
                if (startMs >= 0) {
                    add(list, file, startMs, rollCycle);
                }
            }
        }
        list.sort(Comparator.comparingLong(JournalFile::startMs));
        return list;
    }

    /** The cycles of a folder's files, ascending. */
    static int[] cycles(Path folder, RollCycle rollCycle) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(FileNames::isDocuments).mapToLong(file -> startMs(rollCycle, file))
                    .filter(startMs -> startMs >= 0)
                    .mapToInt(startMs -> (int) (startMs / rollCycle.lengthInMillis())).sorted().toArray();
        }
    }

    private static void add(List<JournalFile> list, Path file, long startMs, RollCycle rollCycle)
            throws IOException {
        final int cycle = (int) (startMs / rollCycle.lengthInMillis());
        try {
            list.add(new JournalFile(file, rollCycle.toIndex(cycle, 0), rollCycle.toIndex(cycle + 1, 0),
                    startMs, startMs + rollCycle.lengthInMillis(), Files.size(file)));
        } catch (final NoSuchFileException e) {
            // Retention was quicker.
        }
    }

    private static boolean isDocuments(Path file) {
        return file.getFileName().toString().endsWith(SingleChronicleQueue.SUFFIX);
    }

    private static RollCycle rollCycleOf(Path file) {
        return FORMS.keySet().stream().filter(it -> startMs(it, file) >= 0).findFirst().orElse(null);
    }

    private static long startMs(RollCycle rollCycle, Path file) {
        final String name = file.getFileName().toString();
        final String time = name.substring(0, name.length() - SingleChronicleQueue.SUFFIX.length());
        try {
            return LocalDateTime.parse(time, FORMS.get(rollCycle)).toInstant(ZoneOffset.UTC).toEpochMilli();
        } catch (final DateTimeException e) {
            return -1;
        }
    }

    private static Map<RollCycle, DateTimeFormatter> forms() {
        final Map<RollCycle, DateTimeFormatter> forms = new LinkedHashMap<>();
        for (final RollPeriod period : RollCycleOf.PERIODS) {
            final RollCycle rollCycle = RollCycleOf.period(period);
            forms.put(rollCycle,
                    new DateTimeFormatterBuilder().appendPattern(rollCycle.format())
                            .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
                            .parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0).toFormatter());
        }
        return forms;
    }
}

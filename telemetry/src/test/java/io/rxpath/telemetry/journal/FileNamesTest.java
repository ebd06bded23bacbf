package io.rxpath.telemetry.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.rollcycles.LegacyRollCycles;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the names that Chronicle gives. */
class FileNamesTest {
    private static final long TIME_MS = 1_700_012_345_678L;

    @TempDir
    Path temp;

    @Test
    void eachRollCycleIsKnownByItsNames() throws IOException {
        for (final RollCycle rollCycle : List.of(RollCycles.FAST_DAILY, RollCycles.FAST_HOURLY,
                RollCycles.TEN_MINUTELY, LegacyRollCycles.MINUTELY)) {
            final Path folder = temp.resolve(rollCycle.toString());
            try (RawJournal journal = new RawJournal(folder, rollCycle, TIME_MS)) {
                journal.startRun(1);
                journal.packet(0, 0, 1).write();
                journal.roll();
                journal.packet(0, 1, 2).write();
            }
            final List<JournalFile> files = FileNames.list(folder);
            assertEquals(2, files.size(), files::toString);
            for (int i = 0; i < 2; i++) {
                final JournalFile file = files.get(i);
                final long timeMs = TIME_MS + (long) i * rollCycle.lengthInMillis();
                assertEquals(timeMs - timeMs % rollCycle.lengthInMillis(), file.startMs(), rollCycle::format);
                assertEquals(rollCycle.lengthInMillis(), file.endMs() - file.startMs());
                assertEquals(Files.size(file.path()), file.bytes());
            }
            try (JournalReader reader = JournalReader.open(folder)) {
                assertTrue(reader.next());
                assertEquals(files.get(0).firstIndex(), reader.index());
                assertTrue(reader.next());
                assertFalse(files.get(0).isPassedBy(reader.position()));
                assertTrue(reader.next());
                assertEquals(files.get(1).firstIndex() + 1, reader.index());
                assertTrue(files.get(0).isPassedBy(reader.position()));
                assertFalse(files.get(1).isPassedBy(reader.position()));
                assertFalse(reader.next());
            }
        }
    }

    @Test
    void otherNamesAreNoFilesOfAJournalButNotNothing() throws IOException {
        Files.createFile(temp.resolve("metadata.cq4t"));
        assertFalse(FileNames.any(temp));
        Files.createFile(temp.resolve("yesterday.cq4"));
        Files.createFile(temp.resolve("20261301F.cq4"));
        assertTrue(FileNames.any(temp));
        assertEquals(List.of(), FileNames.list(temp));
    }
}

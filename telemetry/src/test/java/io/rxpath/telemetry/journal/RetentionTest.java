package io.rxpath.telemetry.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

import net.openhft.chronicle.queue.rollcycles.LegacyRollCycles;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {
    private static final long TIME_MS = 1_700_000_040_000L;
    private static final long MINUTE_MS = 60_000;

    @TempDir
    Path temp;

    @Test
    void theDecisionHoldsWhatItPromises() {
        final SplittableRandom random = new SplittableRandom(3);
        for (int turn = 0; turn < 20_000; turn++) {
            final List<JournalFile> files = files(random);
            final List<ReaderState> readers = readers(random);
            final long maxAgeMs = random.nextInt(4) == 0 ? -1 : random.nextInt(20) * MINUTE_MS;
            final long maxBytes = random.nextInt(4) == 0 ? Retention.UNLIMITED : random.nextInt(1000);
            final long nowMs = TIME_MS + random.nextInt(20) * MINUTE_MS;
            final RetentionPlan plan = new Retention(
                    maxAgeMs < 0 ? Retention.UNLIMITED : TimeUnit.MILLISECONDS.toNanos(maxAgeMs), maxBytes)
                    .decide(temp, files, readers, nowMs);
            final int gone = plan.removals().size();
            // oldest first, all accounted for, never the newest
            assertEquals(files.subList(0, gone),
                    plan.removals().stream().map(RetentionPlan.Removal::file).toList());
            assertEquals(files.subList(gone, files.size()),
                    plan.kept().stream().map(RetentionPlan.Kept::file).toList());
            assertTrue(files.isEmpty() || gone < files.size());
            for (final JournalFile file : files.subList(0, gone)) {
                assertTrue(readers.stream().allMatch(it -> it.isSound() && file.isPassedBy(it.position())));
            }
            // no more than the limits want, and no less unless something holds it
            long bytes = files.stream().mapToLong(JournalFile::bytes).sum();
            for (int i = 0; i < files.size(); i++) {
                final JournalFile file = files.get(i);
                final boolean wanted = bytes > maxBytes || maxAgeMs >= 0 && file.endMs() <= nowMs - maxAgeMs;
                final boolean held = readers.stream()
                        .anyMatch(it -> !it.isSound() || !file.isPassedBy(it.position()));
                assertEquals(wanted && !held && i < files.size() - 1, i < gone, "turn " + turn);
                if (i >= gone) {
                    assertEquals(wanted, plan.kept().get(i - gone).wanted());
                }
                bytes -= i < gone ? file.bytes() : 0;
            }
            final boolean blocked = plan.kept().stream().limit(Math.max(plan.kept().size() - 1, 0))
                    .anyMatch(RetentionPlan.Kept::wanted);
            assertEquals(blocked, plan.blockingReader() != null);
        }
    }

    @Test
    void aSlowReaderHoldsItsFilesAndIsNamed() throws IOException {
        final Path folder = write(6);
        final List<JournalFile> files = FileNames.list(folder);
        commit(folder, "quick", 55);
        commit(folder, "slow", 25);
        final Retention retention = new Retention(0, Retention.UNLIMITED);
        final long nowMs = System.currentTimeMillis() + TimeUnit.DAYS.toMillis(3) + 60_000;
        final RetentionPlan plan = retention.plan(folder, nowMs);
        assertEquals(files.subList(0, 2), plan.removals().stream().map(RetentionPlan.Removal::file).toList());
        assertEquals("it is older than 0 s", plan.removals().get(0).reason());
        assertEquals("slow", plan.blockingReader());
        assertEquals(3, TimeUnit.MILLISECONDS.toDays(plan.blockingSilentMs()));
        assertEquals("the reader slow has not passed it and has been silent for 3 days",
                plan.kept().get(0).reason());
        assertEquals("it is the newest, which is being written", plan.kept().get(3).reason());
        assertEquals(files.stream().mapToLong(JournalFile::bytes).sum(),
                plan.removedBytes() + plan.keptBytes());

        // one that goes back between decision and removal is still safe
        try (JournalReader reader = JournalReader.open(folder, "quick")) {
            assertTrue(reader.moveTo(new JournalPosition(files.get(1).firstIndex(), 0)));
            reader.commit();
        }
        assertEquals(files.subList(0, 1), retention.apply(plan));
        assertFalse(Files.exists(files.get(0).path()));
        assertEquals(List.of("HEADER 1", "PACKET 10-59"), Journals.outline(folder));

        assertTrue(JournalReaders.forget(folder, "quick"));
        assertTrue(JournalReaders.forget(folder, "slow"));
        final RetentionPlan free = retention.plan(folder, nowMs);
        assertNull(free.blockingReader());
        assertEquals(files.subList(1, 5), retention.apply(free));
        assertEquals(List.of("HEADER 1", "PACKET 50-59"), Journals.outline(folder));
        assertEquals(List.of(), retention.apply(retention.plan(folder, nowMs)));
    }

    @Test
    void aDamagedReaderHoldsEverything() throws IOException {
        final Path folder = write(3);
        commit(folder, "a", 29);
        Files.writeString(folder.resolve("readers/a"), "?");
        final RetentionPlan plan = new Retention(0, 0).plan(folder, System.currentTimeMillis());
        assertEquals(List.of(), plan.removals());
        assertEquals("a", plan.blockingReader());
        assertEquals("nobody knows where the reader a stands, its file is damaged",
                plan.kept().get(0).reason());
    }

    @Test
    void sizeAloneTakesTheOldestUntilItFits() throws IOException {
        final Path folder = write(5);
        final List<JournalFile> files = FileNames.list(folder);
        final long bytes = files.subList(2, 5).stream().mapToLong(JournalFile::bytes).sum();
        final Retention retention = new Retention(Retention.UNLIMITED, bytes);
        assertEquals(files.subList(0, 2), retention.apply(retention.plan(folder, 0)));
        assertEquals(files.subList(2, 5), FileNames.list(folder));
    }

    @Test
    void belowZeroIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Retention(-1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Retention(0, -1));
    }

    /** Files of a minute with ten packets each. */
    private Path write(int files) {
        final Path folder = temp.resolve("j");
        try (RawJournal journal = new RawJournal(folder, LegacyRollCycles.MINUTELY, TIME_MS)) {
            journal.startRun(1);
            for (int number = 0; number < files * 10; number++) {
                if (number > 0 && number % 10 == 0) {
                    journal.roll();
                }
                journal.packet(0, number, number).write();
            }
        }
        return folder;
    }

    private static void commit(Path folder, String name, long number) {
        try (JournalReader reader = JournalReader.open(folder, name)) {
            while (reader.next() && (reader.header() == null || reader.appNs() < number)) {
                // on
            }
            reader.commit();
        }
    }

    private List<JournalFile> files(SplittableRandom random) {
        final List<JournalFile> files = new ArrayList<>();
        int minute = 0;
        for (int i = random.nextInt(8); i > 0; i--) {
            minute += 1 + random.nextInt(3);
            files.add(new JournalFile(temp.resolve(minute + ".cq4"), minute * 100L, minute * 100L + 100,
                    TIME_MS + minute * MINUTE_MS, TIME_MS + (minute + 1) * MINUTE_MS, random.nextInt(300)));
        }
        return files;
    }

    private static List<ReaderState> readers(SplittableRandom random) {
        final List<ReaderState> readers = new ArrayList<>();
        for (int i = random.nextInt(4) - 1; i > 0; i--) {
            readers.add(random.nextInt(20) == 0
                    ? new ReaderState("r" + i, null, TIME_MS, "damaged")
                    : new ReaderState("r" + i, new JournalPosition(random.nextInt(2400), 0), TIME_MS, null));
        }
        return readers;
    }
}

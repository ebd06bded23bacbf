package io.rxpath.telemetry.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import net.openhft.chronicle.queue.rollcycles.LegacyRollCycles;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.rxpath.telemetry.event.RecordType;

class NamedReaderTest {
    private static final int RECORDS_PER_FILE = 20;

    @TempDir
    Path temp;
    private Path folder;

    /** Five files with twenty packets each, two a document. */
    @BeforeEach
    void write() {
        folder = temp.resolve("j");
        try (RawJournal journal = new RawJournal(folder, LegacyRollCycles.MINUTELY, 1_700_000_000_000L)) {
            journal.startRun(1);
            for (int number = 0; number < 5 * RECORDS_PER_FILE; number += 2) {
                if (number > 0 && number % RECORDS_PER_FILE == 0) {
                    journal.roll();
                }
                journal.packet(0, number, number).packet(0, number + 1, number + 1).write();
            }
        }
    }

    @Test
    void goesOnBehindWhatWasCommitted() {
        long due = -1; // the header
        for (int turn = 0; turn < 40; turn++) {
            try (JournalReader reader = JournalReader.open(folder, "a")) {
                final int records = turn % 5;
                for (int i = 0; i < records && reader.next(); i++) {
                    assertEquals(due, number(reader));
                    due++;
                }
                reader.commit();
                if (reader.next()) { // read and not committed
                    assertEquals(due, number(reader));
                }
            }
        }
        assertEquals(79, due);
        try (JournalReader other = JournalReader.open(folder, "b")) {
            assertTrue(other.next());
            assertSame(RecordType.HEADER, other.recordType());
        }
        assertEquals(List.of("a"), JournalReaders.of(folder).stream().map(ReaderState::name).toList());
    }

    @Test
    void theEndIsAPlaceToo() {
        try (JournalReader reader = JournalReader.open(folder, "a")) {
            while (reader.next()) {
                // to the end
            }
            reader.commit();
        }
        try (JournalReader reader = JournalReader.open(folder, "a")) {
            assertFalse(reader.next());
            assertEquals(0, reader.skips());
        }
        try (RawJournal journal = new RawJournal(folder, LegacyRollCycles.MINUTELY, 1_700_000_600_000L)) {
            journal.startRun(2);
        }
        try (JournalReader reader = JournalReader.open(folder, "a")) {
            assertTrue(reader.next());
            assertEquals(2, reader.header().runId());
            assertSame(RecordType.HEADER, reader.recordType());
        }
    }

    @Test
    void aNameIsOneReadersAtATime() throws IOException, InterruptedException {
        try (JournalReader reader = JournalReader.open(folder, "a");
                JournalReader other = JournalReader.open(folder, "b")) {
            final String sentence = "The reader a of the journal in " + folder
                    + " is in use: give this one another name, or end the other first.";
            assertEquals(sentence,
                    assertThrows(JournalException.class, () -> JournalReader.open(folder, "a")).getMessage());
            reader.commit();
            other.commit();
            assertThrows(JournalException.class, () -> JournalReaders.forget(folder, "b"));
        }
        try (JournalReader reader = JournalReader.open(folder, "b")) {
            assertTrue(reader.next());
            final ChildJvm child = new ChildJvm(temp);
            assertEquals(1, child.run(child.command(FollowerMain.class, folder, "b", 1)));
            assertTrue(child.stderr().contains("is in use"), child.stderr());
        }
    }

    @Test
    void aForgottenReaderBeginsAnew() {
        assertFalse(JournalReaders.forget(folder, "a"));
        commitAt(50);
        assertTrue(JournalReaders.forget(folder, "a"));
        assertEquals(List.of(), JournalReaders.of(folder));
        try (JournalReader reader = JournalReader.open(folder, "a")) {
            assertTrue(reader.next());
            assertSame(RecordType.HEADER, reader.recordType());
        }
    }

    @Test
    void namesThatCouldBeAnotherFileAreRefused() {
        for (final String name : List.of("", "..", "a.lock", "a/b", "-a", "a b", "x".repeat(65))) {
            assertThrows(JournalException.class, () -> JournalReader.open(folder, name), name);
            assertThrows(JournalException.class, () -> JournalReaders.forget(folder, name), name);
        }
    }

    @Test
    void anyDamageToItsFileIsRefusedInOneSentence() throws IOException {
        commitAt(50);
        final Path file = folder.resolve("readers/a");
        final byte[] sound = Files.readAllBytes(file);
        for (int at = 0; at <= sound.length; at++) {
            final byte[] damaged = at == sound.length ? new byte[0] : sound.clone();
            if (at < sound.length) {
                damaged[at] ^= 1;
            }
            Files.write(file, damaged);
            final String message = assertThrows(JournalException.class, () -> JournalReader.open(folder, "a"),
                    "byte " + at).getMessage();
            assertTrue(message.startsWith("The reader's file " + file + " is damaged"), message);
            assertFalse(JournalReaders.of(folder).get(0).isSound());
        }
        Files.write(file, sound);
        JournalReader.open(folder, "a").close();
        Files.write(file, new byte[5000]);
        assertTrue(JournalReaders.forget(folder, "a"));
    }

    @Test
    void withoutWritePermissionItReadsUnnamed() throws IOException {
        Files.createFile(folder.resolve("readers")); // also keeps root from it
        final String message = assertThrows(JournalException.class, () -> JournalReader.open(folder, "a"))
                .getMessage();
        assertTrue(
                message.startsWith("The reader a cannot keep its position in ")
                        && message.endsWith("give this user write permission there, or read without a name."),
                message);
        try (JournalReader reader = JournalReader.open(folder)) {
            assertTrue(reader.next());
            assertThrows(IllegalStateException.class, reader::commit);
        }
    }

    @Test
    void onAReadOnlyDiskToo() throws IOException, InterruptedException {
        final String mount = "mount --bind j j && mount -o remount,ro,bind j && ";
        final ChildJvm child = new ChildJvm(temp);
        assumeTrue(child.run(inNamespace(mount + "true")) == 0,
                () -> "cannot mount a folder read-only in a mount namespace of its own");
        assertEquals(0, child.run(inNamespace(mount + "exec " + quoted(child, "-"))), child.stderr());
        assertEquals("first 0\n", child.stdout());
        assertEquals(1, child.run(inNamespace(mount + "exec " + quoted(child, "a"))));
        assertTrue(child.stderr().contains("or read without a name."), child.stderr());
    }

    private String quoted(ChildJvm child, String name) {
        return child.command(FollowerMain.class, folder, name, 5 * RECORDS_PER_FILE).stream()
                .map(word -> "'" + word + "'").collect(Collectors.joining(" "));
    }

    private static List<String> inNamespace(String shell) {
        return List.of("unshare", "--mount", "--map-root-user", "sh", "-c", shell);
    }

    @Test
    void aReaderWhoseFileWasRemovedSaysSo() throws IOException {
        commitAt(25);
        final List<JournalFile> files = FileNames.list(folder);
        Files.delete(files.get(0).path());
        try (JournalReader reader = JournalReader.open(folder, "a")) {
            assertEquals(0, reader.skips());
            assertNull(reader.lastSkip());
            assertTrue(reader.next());
            assertEquals(26, reader.packet().packetNumber());
        }
        Files.delete(files.get(1).path());
        Files.delete(files.get(2).path());
        final JournalPosition wanted = JournalReaders.of(folder).get(0).position();
        try (JournalReader reader = JournalReader.open(folder, "a")) {
            assertEquals(1, reader.skips());
            assertEquals(new JournalSkip(wanted, new JournalPosition(files.get(3).firstIndex(), 0)),
                    reader.lastSkip());
            assertTrue(reader.next());
            assertSame(RecordType.HEADER, reader.recordType());
            assertTrue(reader.next());
            assertEquals(60, reader.packet().packetNumber());
            reader.commit();
        }
        try (JournalReader reader = JournalReader.open(folder, "a")) {
            assertEquals(0, reader.skips());
            assertTrue(reader.next());
            assertEquals(61, reader.packet().packetNumber());
        }
    }

    @Test
    void filesThatWereSeenAndRemovedBeforeTheirTurnAreNoticed() throws IOException {
        try (JournalReader reader = JournalReader.open(folder)) {
            for (int i = 0; i < 5; i++) {
                assertTrue(reader.next());
            }
            final List<JournalFile> files = FileNames.list(folder);
            // what it has open is read to its end
            Files.delete(files.get(0).path());
            Files.delete(files.get(1).path());
            Files.delete(files.get(2).path());
            for (int number = 4; number < RECORDS_PER_FILE; number++) {
                assertTrue(reader.next());
                assertEquals(number, reader.packet().packetNumber());
                assertEquals(0, reader.skips());
            }
            assertTrue(reader.next());
            assertEquals(60, reader.packet().packetNumber());
            assertEquals(1, reader.skips());
            assertEquals(files.get(1).firstIndex(), reader.lastSkip().from().index());
            assertEquals(files.get(3).firstIndex(), reader.lastSkip().to().index());
        }
    }

    @Test
    void aPlaceBehindTheEndIsRefused() throws IOException {
        commitAt(90);
        final List<JournalFile> files = FileNames.list(folder);
        Files.delete(files.get(4).path());
        final String message = assertThrows(JournalException.class, () -> JournalReader.open(folder, "a"))
                .getMessage();
        assertTrue(message.contains("behind the end of the journal"), message);
        // and the name is free again
        assertTrue(JournalReaders.forget(folder, "a"));
    }

    private void commitAt(long number) {
        try (JournalReader reader = JournalReader.open(folder, "a")) {
            while (reader.next() && number(reader) < number) {
                // on
            }
            reader.commit();
        }
    }

    private static long number(JournalReader reader) {
        return reader.recordType() == RecordType.HEADER ? -1 : reader.packet().packetNumber();
    }
}

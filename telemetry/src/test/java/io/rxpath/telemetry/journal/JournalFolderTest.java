package io.rxpath.telemetry.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad folders: one sentence that says what, why and what to do, and nothing left on disk. */
class JournalFolderTest {
    @TempDir
    Path temp;

    @Test
    void createsAFolderAndLeavesItEmpty() throws IOException {
        final Path folder = temp.resolve("j");
        assertEquals(folder, JournalFolder.prepare(folder).path());
        assertTrue(Files.isDirectory(folder));
        assertEquals(folder, JournalFolder.prepare(folder).path());
        assertEquals(Map.of(), Journals.files(folder));
    }

    @Test
    void refusesAFile() throws IOException {
        final Path file = Files.createFile(temp.resolve("file"));
        assertEquals(
                "The journal folder " + file + " is a file: name a folder, or one that does not exist yet.",
                refusal(file));
    }

    @Test
    void refusesAFolderUnderAFileOrUnderNothing() throws IOException {
        final Path file = Files.createFile(temp.resolve("file"));
        assertEquals(
                "The journal folder " + file.resolve("j") + " cannot be created because " + file
                        + " is a file: create that first or name another folder.",
                refusal(file.resolve("j")));
        assertEquals(
                "The journal folder " + temp.resolve("no/j") + " cannot be created because "
                        + temp.resolve("no") + " does not exist: create that first or name another folder.",
                refusal(temp.resolve("no/j")));
        assertFalse(Files.exists(temp.resolve("no")));
    }

    @Test
    void refusesAFolderThatEvenRootCannotWrite() {
        final String existing = refusal(Path.of("/proc/self"));
        assertTrue(existing.matches("The journal folder /proc/self is not writable \\(.+\\): .*"), existing);
        final String missing = refusal(Path.of("/proc/self/journal"));
        assertTrue(missing.matches("The journal folder /proc/self/journal cannot be created \\(.+\\): .*"),
                missing);
    }

    @Test
    void refusesAFolderWithoutPermission() throws IOException {
        final Path folder = Files.createDirectory(temp.resolve("closed"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-xr-xr-x")));
        assumeTrue(!Files.isWritable(folder), "this user (root) may write anywhere");
        assertTrue(refusal(folder).contains("is not writable"));
        assertTrue(refusal(folder.resolve("j")).contains("cannot be created"));
    }

    @Test
    void aJournalOfThisVersionIsTakenAsItIs() throws IOException {
        final Path folder = temp.resolve("j");
        write(folder);
        final Map<String, String> before = Journals.files(folder);
        JournalFolder.prepare(folder);
        assertEquals(before, Journals.files(folder));
    }

    @Test
    void anotherProgramsQueueIsNotTouched() throws IOException {
        final Path folder = Files.createDirectory(temp.resolve("queue"));
        try (SingleChronicleQueue queue = JournalFiles.openForWriting(folder, System::currentTimeMillis);
                ExcerptAppender appender = queue.createAppender()) {
            appender.writeText("an order");
        }
        final Map<String, String> before = Journals.files(folder);
        final String sentence = folder + " is not an rxpath journal (its first record is something else): "
                + "name the folder that a receiver wrote, with all its files.";
        assertEquals(sentence,
                assertThrows(JournalException.class, () -> JournalReader.open(folder)).getMessage());
        assertTrue(refusal(folder).contains("is not an rxpath journal"));
        assertEquals(before, Journals.files(folder));
    }

    @Test
    void aReaderRefusesWhatIsNoJournalAndCreatesNothing() throws IOException {
        final Path missing = temp.resolve("missing");
        assertEquals("There is no journal folder " + missing + ": see how the path is spelled.",
                unreadable(missing));
        assertFalse(Files.exists(missing));
        final Path file = Files.createFile(temp.resolve("file"));
        assertEquals(file + " is a file and a journal is a folder: name the folder that holds it.",
                unreadable(file));
        final Path empty = Files.createDirectory(temp.resolve("empty"));
        assertEquals(empty
                + " is not an rxpath journal (it has no .cq4 file): name the folder that a receiver wrote, "
                + "with all its files.", unreadable(empty));
        final Path partial = temp.resolve("partial");
        write(partial);
        Files.delete(partial.resolve(JournalFiles.METADATA));
        assertTrue(unreadable(partial).contains("it has no metadata.cq4t"));
        assertFalse(Files.exists(partial.resolve(JournalFiles.METADATA)));
        assertEquals(Map.of(), Journals.files(empty));
    }

    @Test
    void aReaderSurvivesAFileThatWasCut() throws IOException {
        for (final int length : new int[]{0, 10, 1000, 100_000}) {
            final Path folder = temp.resolve("cut" + length);
            write(folder);
            try (Stream<Path> files = Files.list(folder)) {
                final Path documents = files.filter(file -> file.toString().endsWith(".cq4")).findFirst()
                        .orElseThrow();
                try (FileChannel channel = FileChannel.open(documents, StandardOpenOption.WRITE)) {
                    channel.truncate(length);
                }
            }
            try {
                Journals.outline(folder);
            } catch (final RuntimeException e) {
                assertInstanceOf(JournalException.class, e, () -> "cut to " + length);
            }
        }
    }

    @Test
    void aReaderWritesNothing() throws IOException {
        final Path folder = temp.resolve("j");
        write(folder);
        final Map<String, String> before = Journals.files(folder);
        assertEquals(List.of("HEADER 1", "PACKET 0-4"), Journals.outline(folder));
        assertEquals(before, Journals.files(folder));
    }

    private static void write(Path folder) {
        final EventRing ring = new EventRing(16);
        try (JournalAgent agent = new JournalAgent(JournalFolder.prepare(folder), Journals.header(1),
                List.of(ring), 16, 0)) {
            Journals.publish(new EventPublisher(ring, 0), agent, 0, 5);
        }
    }

    private static String refusal(Path folder) {
        return assertThrows(JournalException.class, () -> JournalFolder.prepare(folder)).getMessage();
    }

    private static String unreadable(Path folder) {
        return assertThrows(JournalException.class, () -> JournalReader.open(folder)).getMessage();
    }
}

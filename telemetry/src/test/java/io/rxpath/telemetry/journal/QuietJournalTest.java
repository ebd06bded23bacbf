package io.rxpath.telemetry.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Chronicle Queue prints nothing, calls nobody and leaves nothing outside the journal's folder. */
class QuietJournalTest {
    @TempDir
    Path temp;

    @Test
    void writingAndReadingPrintsNothingAndTouchesNoHome() throws IOException, InterruptedException {
        final ChildJvm child = new ChildJvm(temp);
        for (final List<String> command : List.of(
                child.command(WriterMain.class, temp.resolve("j"), 1, 100_000),
                child.command(ReaderMain.class, temp.resolve("j"), 100_000))) {
            final int exit = child.run(command);
            assertEquals("", child.stderr());
            assertEquals("", child.stdout());
            assertEquals(0, exit);
        }
        try (Stream<Path> home = Files.walk(child.home())) {
            assertEquals(List.of(child.home()), home.toList());
        }
        try (Stream<Path> all = Files.list(temp.resolve("j"))) {
            final List<String> names = all.map(file -> file.getFileName().toString()).sorted().toList();
            assertEquals(3, names.size(), names::toString);
            assertTrue(names.get(0).matches("\\d{8}F\\.cq4"), names::toString);
            assertEquals(List.of("journal.lock", "metadata.cq4t"), names.subList(1, 3));
        }
    }

    @Test
    void theClassPathHasNoAnalyticsAndNoNativeLibraries() {
        final String path = System.getProperty("surefire.test.class.path",
                System.getProperty("java.class.path"));
        assertTrue(path.contains("chronicle-queue"), path);
        assertEquals(List.of(),
                Arrays.stream(path.split(":")).map(jar -> Path.of(jar).getFileName().toString())
                        .filter(jar -> jar.matches("(chronicle-analytics|jna|jnr|jffi|affinity).*"))
                        .toList());
        for (final String name : List.of("net.openhft.chronicle.analytics.Analytics", "com.sun.jna.Native",
                "jnr.ffi.LibraryLoader")) {
            try {
                Class.forName(name);
                throw new AssertionError(name);
            } catch (final ClassNotFoundException e) {
                assertEquals(name, e.getMessage());
            }
        }
    }
}

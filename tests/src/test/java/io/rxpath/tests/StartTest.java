package io.rxpath.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a start prints and leaves behind. */
class StartTest {
    private static final String MAIN = "io.rxpath.cli.Main";
    private static final int DATAGRAMS = 20;

    @TempDir
    private Path home;

    static List<String> flags() throws IOException {
        return Child.flags();
    }

    @ParameterizedTest
    @MethodSource("flags")
    void aMissingFlagIsPrintedVerbatim(String flag) throws Exception {
        final List<String> others = new ArrayList<>(Child.flags());
        others.remove(flag);
        final Child start = Child.java(home, others, MAIN, "--version");
        assertNotEquals(0, start.exitCode());
        assertEquals("", start.out());
        assertEquals(1, start.err().lines().count(), start.err());
        assertTrue(start.err().contains(" " + flag + " "), start.err());
    }

    @Test
    void aNormalStartPrintsNothingElseAndLeavesNoFile() throws Exception {
        final Child start = Child.java(home, Child.flags(), MAIN, "--version");
        assertEquals(0, start.exitCode(), start.err());
        assertEquals("", start.err());
        assertEquals(1, start.out().lines().count(), start.out());
        assertHomeIsEmpty();
    }

    @Test
    void aReceiverWithAJournalIsQuietAndLeavesOnlyTheJournal(@TempDir Path elsewhere) throws Exception {
        final Path journal = elsewhere.resolve("journal");
        final Child receiver = Child.java(home, Child.flags(), LoopbackMain.class.getName(), journal,
                DATAGRAMS);
        assertEquals(0, receiver.exitCode(), receiver.err());
        assertEquals("", receiver.err());
        assertEquals("", receiver.out());
        final Child tail = Child.java(home, Child.flags(), MAIN, "tail", journal);
        assertEquals(0, tail.exitCode(), tail.err());
        assertEquals("", tail.err());
        assertEquals(DATAGRAMS, tail.out().lines().filter(line -> line.contains(" w/s #")).count(),
                tail.out());
        assertHomeIsEmpty();
    }

    @Test
    void chronicleAnalyticsIsAbsent() throws IOException {
        assertThrows(ClassNotFoundException.class,
                () -> Class.forName("net.openhft.chronicle.analytics.Analytics"));
        final String classPath = System.getProperty("java.class.path");
        assertTrue(classPath.contains("chronicle-queue"), classPath);
        for (String jar : classPath.split(File.pathSeparator)) {
            assertTrue(!jar.contains("chronicle-analytics"), jar);
        }
        final Path lib = Child.root().resolve("cli/target/lib");
        if (Files.isDirectory(lib)) {
            try (var jars = Files.list(lib)) {
                assertEquals(List.of(), jars.filter(it -> it.toString().contains("analytics")).toList());
            }
        }
    }

    private void assertHomeIsEmpty() throws IOException {
        try (var files = Files.walk(home)) {
            assertEquals(List.of(home), files.toList());
        }
    }
}

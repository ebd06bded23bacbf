package io.rxpath.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rxpath.JvmFlags;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A receiver without a journal needs none of Chronicle's flags and loads none of its classes. */
class JournalOffTest {
    @TempDir
    private Path home;

    @Test
    void chronicleIsNotLoaded() throws Exception {
        final Path log = home.resolve("classes");
        final List<String> flags = new ArrayList<>(JvmFlags.required(false));
        flags.add("-Xlog:class+load:file=" + log);
        final Child receiver = Child.java(home, flags, JournalOffMain.class.getName());
        assertEquals(0, receiver.exitCode(), receiver.err());
        assertEquals("", receiver.err());
        final List<String> loaded = Files.readAllLines(log);
        assertTrue(loaded.stream().anyMatch(line -> line.contains("io.rxpath.Receiver ")),
                "the log is empty");
        assertEquals(List.of(), loaded.stream().filter(line -> line.contains("openhft")).toList());
    }
}

package io.rxpath.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {
    private final Path sound = Path.of(System.getProperty("rxpath.root"), "conf", "rxpath.conf");

    @Test
    void aSoundFileIsSummarised() {
        final Invocation ok = Invocation.of("validate", sound);
        assertEquals(ExitCode.OK, ok.exitCode(), ok::err);
        assertEquals("", ok.err());
        assertTrue(
                ok.out().startsWith(
                        "ok: " + sound + "\n  worker md1: CPU 1, blocking engine, window 50us, batch 64\n"),
                ok.out());
        assertTrue(
                ok.out().contains(
                        "socket cme-a: 224.0.31.64:14340 on eth1 (CME 310 line A cme-mdp3 critical)"),
                ok.out());
        assertTrue(ok.out().contains("journal: rxpath-journal, ring of 65536 records"), ok.out());
    }

    @Test
    void jsonOfASoundFile() throws IOException {
        final Invocation ok = Invocation.of("validate", "--json", sound);
        assertEquals(ExitCode.OK, ok.exitCode());
        assertEquals("", ok.err());
        assertTrue(ok.out().contains("\"ok\":true") && ok.out().contains("\"windowUsecs\":50"), ok.out());
        assertTrue(ok.out().contains("\"witness\":\"off\""), ok.out());
        assertTrue(ok.out().contains("\"framing\":\"cme-mdp3\",\"line\":\"A\""), ok.out());
        assertTrue(ok.out().contains("\"warnings\":[]"), ok.out());
        assertWholeJson(ok.out());
    }

    @Test
    void severalSocketsAndTheWitnessAreSummarised(@TempDir Path folder) throws IOException {
        final Path file = Files.writeString(folder.resolve("ab.conf"), """
                rxpath.workers = [ { name = w, engine = epoll, witness = full, busy-poll.window = 1ms
                  sockets = [ { name = a, port = 5000 }, { name = b, port = 5001 } ] } ]
                """);
        final Invocation ok = Invocation.of("validate", file);
        assertTrue(ok.out().contains("worker w: not pinned, epoll engine, window 1000us, batch 64,"
                + " witness full\n    socket a: port 5000"), ok.out());
        assertTrue(ok.out().contains("    socket b: port 5001"), ok.out());
    }

    @Test
    void allFindingsWithTheirPlaces(@TempDir Path folder) throws IOException {
        final Path broken = broken(folder);
        final Invocation wrong = Invocation.of("validate", broken);
        assertEquals(ExitCode.BAD_CONFIGURATION, wrong.exitCode());
        assertEquals("", wrong.out());
        assertEquals(2, wrong.err().lines().count(), wrong.err());
        assertTrue(wrong.err().lines().allMatch(line -> line.contains(broken + ":")), wrong.err());
        assertTrue(wrong.err().contains("did you mean batch?"), wrong.err());
    }

    @Test
    void jsonOfFindings(@TempDir Path folder) throws IOException {
        final Invocation wrong = Invocation.of("validate", "--json", broken(folder));
        assertEquals(ExitCode.BAD_CONFIGURATION, wrong.exitCode());
        assertTrue(wrong.out().contains("\"ok\":false"), wrong.out());
        assertTrue(wrong.out().contains("\"path\":\"rxpath.workers[0].btch\""), wrong.out());
        assertTrue(wrong.out().matches("(?s).*\"line\":[1-9].*"), wrong.out());
        assertWholeJson(wrong.out());
    }

    @Test
    void whatIsUnwiseIsSaidAndStopsNothing(@TempDir Path folder) throws IOException {
        final Path file = Files.writeString(folder.resolve("unwise.conf"),
                Files.readString(sound).replace("receive-buffer = 8MiB", "receive-buffer = 64KiB"));
        final Invocation ok = Invocation.of("validate", file);
        assertEquals(ExitCode.OK, ok.exitCode());
        assertTrue(ok.out().startsWith("ok: "), ok.out());
        assertTrue(ok.err().matches("rxpath: warning: " + file
                + ":\\d+: rxpath\\.workers\\[0]\\.sockets\\[0]\\.receive-buffer is 64KiB, less than .*\\.\n"),
                ok.err());
        final Invocation json = Invocation.of("validate", "--json", file);
        assertEquals(ExitCode.OK, json.exitCode());
        assertEquals("", json.err());
        assertTrue(json.out().contains("\"warnings\":[{\"line\":"), json.out());
        assertWholeJson(json.out());
    }

    @Test
    void aMissingFileIsBadConfiguration() {
        final Invocation missing = Invocation.of("validate", "/no/such/file.conf");
        assertEquals(ExitCode.BAD_CONFIGURATION, missing.exitCode());
        assertTrue(missing.saysOneSentence(), missing.err());
    }

    private Path broken(Path folder) throws IOException {
        return Files.writeString(folder.resolve("broken.conf"), Files.readString(sound)
                .replace("batch = 64", "btch = 64").replace("port = 14340", "port = 99999"));
    }

    private static void assertWholeJson(String line) throws IOException {
        assertEquals(1, line.lines().count());
        try (JsonParser parser = new JsonFactory().createParser(line)) {
            while (parser.nextToken() != null) {
                // A malformed text throws.
            }
        }
    }
}

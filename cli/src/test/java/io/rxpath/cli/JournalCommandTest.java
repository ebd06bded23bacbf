package io.rxpath.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalCommandTest {
    @TempDir
    private Path temp;
    private Path journal;

    @BeforeEach
    void write() {
        journal = temp.resolve("journal");
        SampleJournal.write(journal);
    }

    @Test
    void infoSaysWhatIsThere() throws IOException {
        assertEquals(2,
                Invocation.of("tail", journal, "--reader", "ops", "--limit", 2).out().lines().count());
        final String text = ok("journal", "info", journal);
        for (String part : new String[]{"1 runs in 1 files", "run 0000000000001234 by rxpath 0.1 on host",
            "packets 5, gaps 1 with 1 packets missing", "records: header 1, packet 5, gap 1, unknown 0",
            "packets: UNKNOWN 2, HOT_POLL 1, CPU_STEAL 1, FALLBACK_IRQ 1", "F.cq4 ",
            "behind: 5 records, 0.004 s"}) {
            assertTrue(text.contains(part), text);
        }
        final String json = ok("journal", "info", "--json", journal);
        parse(json);
        assertTrue(
                json.contains("\"recordsBehind\":5,\"behindNs\":4000000") && json.contains("\"HOT_POLL\":1"),
                json);
    }

    @Test
    void verifyOfASoundJournal() throws IOException {
        assertTrue(ok("journal", "verify", journal).endsWith("sound: 1 runs, 7 records\n"));
        final List<String> json = ok("journal", "verify", journal, "--json").lines().toList();
        for (String line : json) {
            parse(line);
        }
        assertTrue(json.get(0).startsWith("{\"type\":\"run\",\"run\":\"0000000000001234\""), json::toString);
        assertEquals("{\"type\":\"result\",\"ok\":true,\"findings\":0,\"runs\":1,\"records\":7}",
                json.get(1));
    }

    @Test
    void verifyOfAnUnsoundJournalExitsWithFindings() {
        SampleJournal.writeWithHoles(journal, 150);
        final Invocation verify = Invocation.of("journal", "verify", journal);
        assertEquals(ExitCode.FINDINGS, verify.exitCode());
        assertTrue(verify.out().contains(
                ": Worker md1: packets #1 to #1 are missing before packet #2, and no gap record says so."),
                verify.out());
        assertTrue(verify.out().contains("... and 50 findings more\nnot sound, findings: 150; 2 runs"),
                verify.out());
        final Invocation json = Invocation.of("journal", "verify", journal, "--json");
        assertEquals(ExitCode.FINDINGS, json.exitCode());
        assertTrue(json.out().contains("\"type\":\"finding\",\"run\":\"0000000000001235\",\"position\":\""),
                json.out());
    }

    @Test
    void pruneRemovesTheOldestAndNeverTheNewest() throws IOException {
        final Path newest;
        try (Stream<Path> files = Files.list(journal)) {
            newest = files.filter(file -> file.toString().endsWith(".cq4")).findFirst().orElseThrow();
        }
        final Path old = Files.copy(newest, journal.resolve("20200101F.cq4"));
        final String dry = ok("journal", "prune", journal, "--older-than", "7d", "--dry-run");
        assertTrue(dry.startsWith("would remove 20200101F.cq4, ") && dry.contains("would remove 1 files"),
                dry);
        assertTrue(Files.exists(old));
        final String removed = ok("journal", "prune", journal, "--max-size", "0");
        assertTrue(
                removed.contains("removed 20200101F.cq4") && removed.contains("kept " + newest.getFileName())
                        && removed.contains("which is being written"),
                removed);
        assertFalse(Files.exists(old));
        assertTrue(Files.exists(newest));
        final String json = ok("journal", "prune", journal, "--max-size", "0", "--json");
        parse(json);
        assertTrue(json.contains("\"removedBytes\":0") && json.contains("\"blockingReader\":null"), json);
    }

    @Test
    void forgetSaysWhetherItDid() throws IOException {
        ok("tail", journal, "--reader", "ops");
        assertTrue(ok("journal", "info", journal).contains("ops at "));
        assertEquals("The reader ops is forgotten.\n", ok("journal", "forget", journal, "ops"));
        assertTrue(ok("journal", "info", journal).endsWith("readers: none\n"));
        final Invocation again = Invocation.of("journal", "forget", journal, "ops");
        assertEquals(ExitCode.FINDINGS, again.exitCode());
        assertTrue(again.saysOneSentence(), again.err());
    }

    @Test
    void whatIsNoJournalIsOneSentence() throws IOException {
        final Path none = temp.resolve("none");
        final Path empty = Files.createDirectory(temp.resolve("empty"));
        for (Path wrong : List.of(none, empty)) {
            for (List<String> command : List.of(List.of("info"), List.of("verify"),
                    List.of("prune", "--max-size", "0"), List.of("forget", "--json", "x"))) {
                final Invocation refused = Invocation
                        .of(Stream.concat(Stream.of("journal", command.get(0), wrong.toString()),
                                command.stream().skip(1)).map(it -> (Object) it).toArray());
                assertEquals(ExitCode.FINDINGS, refused.exitCode(), refused::toString);
                assertTrue(refused.saysOneSentence() && refused.err().contains(wrong.toString()),
                        refused.err());
                assertEquals("", refused.out());
            }
        }
    }

    private static String ok(Object... arguments) {
        final Invocation invocation = Invocation.of(arguments);
        assertEquals(ExitCode.OK, invocation.exitCode(), invocation::toString);
        assertEquals("", invocation.err());
        return invocation.out();
    }

    /** A malformed text throws. */
    private static void parse(String json) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            while (parser.nextToken() != null) {
                // on
            }
        }
    }
}

package io.rxpath.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TailCommandTest {
    @TempDir
    private static Path temp;
    private static Path journal;

    @BeforeAll
    static void write() {
        journal = temp.resolve("journal");
        SampleJournal.write(journal);
    }

    @Test
    void printsALineARecord() {
        final List<String> lines = lines("tail", journal);
        assertEquals(SampleJournal.LINES, lines.size(), lines::toString);
        assertTrue(
                lines.get(0).startsWith(
                        "2023-11-14T22:13:20.000000000Z run 0000000000001234 by rxpath 0.1 on host"),
                lines.get(0));
        assertEquals(
                "2023-11-14T22:13:20.001000000Z md1/cme-a #1 HOT_POLL by BUSY_POLL INFERRED latency=5000ns"
                        + " poll=5000ns unseen=0ns SOFTWARE napi=8193 batch=0 length=140",
                lines.get(1));
        assertTrue(
                lines.get(2)
                        .contains("#2 FALLBACK_IRQ(WINDOW_EXPIRED) by SOFTIRQ INFERRED latency=90000ns"
                                + " fallback=90000ns unseen=0ns")
                        && lines.get(2).endsWith("TRUNCATED"),
                lines.get(2));
        assertTrue(lines.get(3).contains("latency=90000ns steal=80000ns unattributed=10000ns"), lines.get(3));
        assertTrue(lines.get(4).contains("#4 UNKNOWN(NO_STAMP) by CONTESTED")
                && !lines.get(4).contains("latency"), lines.get(4));
        assertTrue(
                lines.get(5).contains("md1 GAP: #5 to #5 missing, packets not in the journal: 1 (RING_FULL)"),
                lines.get(5));
    }

    @Test
    void jsonHasALineARecord() throws IOException {
        final List<String> lines = lines("tail", journal, "--json");
        assertEquals(SampleJournal.LINES, lines.size());
        for (String line : lines) {
            try (JsonParser parser = new JsonFactory().createParser(line)) {
                while (parser.nextToken() != null) {
                    // A malformed text throws.
                }
            }
        }
        assertTrue(lines.get(0).startsWith("{\"type\":\"header\",\"run\":\"0000000000001234\""),
                lines.get(0));
        assertTrue(
                lines.get(2).contains("\"latencyNs\":90000,\"pollNs\":0,\"stealNs\":0,\"fallbackNs\":90000"),
                lines.get(2));
        assertTrue(lines.get(5).contains("\"type\":\"gap\"") && lines.get(5).contains("\"count\":1"),
                lines.get(5));
    }

    /** The sample's run has no end: the one that follows says so. */
    @Test
    void endsAndRunsWithoutOne() throws IOException {
        final Path folder = temp.resolve("two-runs");
        SampleJournal.write(folder);
        SampleJournal.writeEnded(folder);
        final List<String> lines = lines("tail", folder, "--last", 3);
        assertTrue(lines.get(0).contains(" run 0000000000005678 "), lines.get(0));
        assertEquals(
                "2023-11-14T22:13:20.006000000Z GAP: run 0000000000001234 did not end in order; of its"
                        + " worker 0 nothing is known from #7 on until 2023-11-14T22:13:20.000000000Z",
                lines.get(1));
        assertEquals("2023-11-14T22:13:20.000000000Z md1 END: the last packet #-1, given out 0, recorded 0,"
                + " left out 0, missing 0", lines.get(2));
        final List<String> json = lines("tail", folder, "--last", 3, "--json");
        assertTrue(json.get(0).contains("\"hotOneIn\":1,\"sync\":\"none\",\"roll\":\"daily\""), json.get(0));
        assertTrue(json.get(1).contains("\"ofRun\":\"0000000000001234\",\"workerNumber\":0,\"firstNumber\":7,"
                + "\"lastNumber\":null,\"count\":null"), json.get(1));
        assertTrue(json.get(2).contains("\"type\":\"end\"") && json.get(2).contains("\"givenOut\":0"),
                json.get(2));
    }

    @Test
    void limitAndLast() {
        final List<String> all = lines("tail", journal);
        assertEquals(all.subList(0, 2), lines("tail", journal, "--limit", 2));
        assertEquals(all.subList(all.size() - 2, all.size()), lines("tail", journal, "--last", 2));
        assertEquals(all.subList(all.size() - 3, all.size() - 2),
                lines("tail", journal, "-n", 3, "--limit", 1));
        assertEquals(all, lines("tail", journal, "--last", 1000));
        assertEquals(all.subList(0, 3), lines("tail", journal, "--follow", "--limit", 3));
    }

    @Test
    void whatIsNoJournalIsOneSentence() throws IOException {
        for (Path wrong : List.of(temp.resolve("none"), Files.createDirectories(temp.resolve("empty")),
                Files.writeString(temp.resolve("file"), "x"))) {
            final Invocation refused = Invocation.of("tail", wrong);
            assertEquals(ExitCode.FINDINGS, refused.exitCode(), refused::toString);
            assertTrue(refused.saysOneSentence() && refused.err().contains(wrong.toString()), refused.err());
            assertEquals("", refused.out());
        }
    }

    private static List<String> lines(Object... arguments) {
        final Invocation tail = Invocation.of(arguments);
        assertEquals(ExitCode.OK, tail.exitCode(), tail::err);
        assertEquals("", tail.err());
        return tail.out().lines().toList();
    }
}

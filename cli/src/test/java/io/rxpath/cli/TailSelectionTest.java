package io.rxpath.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tail prints when it is asked for less than everything. */
class TailSelectionTest {
    @TempDir
    private Path temp;
    private Path journal;
    private List<String> all;

    @BeforeEach
    void write() {
        journal = temp.resolve("journal");
        SampleJournal.write(journal);
        all = lines("tail", journal);
    }

    @Test
    void filtersKeepPacketsThatMatchAndGapsThatMayHideSome() {
        assertEquals(at(1, 5), lines("tail", journal, "--branch", "HOT_POLL"));
        assertEquals(at(2, 3, 5), lines("tail", journal, "--branch", "cpu_steal,FALLBACK_IRQ"));
        assertEquals(at(3, 5), lines("tail", journal, "--cause", "PREEMPTED", "--worker", "md1"));
        assertEquals(at(5), lines("tail", journal, "--cause", "PREEMPTED", "--branch", "HOT_POLL"));
        assertEquals(at(1, 2, 3, 4, 5, 6), lines("tail", journal, "--worker", "0"));
        assertEquals(at(1, 2, 3, 4, 5, 6), lines("tail", journal, "--socket", "cme-a"));
        assertEquals(at(2, 3), lines("tail", journal, "--socket", "cme-a", "--branch",
                "CPU_STEAL,FALLBACK_IRQ", "--limit", 2));
        assertEquals(at(4, 5, 6), lines("tail", journal, "--branch", "UNKNOWN"));
        assertEquals(at(5, 6), lines("tail", journal, "--branch", "UNKNOWN", "--last", 2));
    }

    @Test
    void aNameThatNoRunHasIsSaid() {
        final Invocation tail = Invocation.of("tail", journal, "--worker", "md2", "--socket", "cme-b,cme-a");
        assertEquals(ExitCode.OK, tail.exitCode());
        assertEquals("", tail.out());
        assertEquals("rxpath: no run that was read has a worker or socket named cme-b, md2.\n", tail.err());
    }

    @Test
    void times() {
        assertEquals(at(3, 4, 5, 6), lines("tail", journal, "--from", "2023-11-14T22:13:20.003Z"));
        assertEquals(at(3, 4, 5, 6), lines("tail", journal, "--from", "2023-11-14T23:13:20.003+01:00"));
        assertEquals(at(0, 1, 2), lines("tail", journal, "--to", "2023-11-14T22:13:20.003Z"));
        assertEquals(at(2, 3), lines("tail", journal, "--from", SampleJournal.START_NS + 2_000_000, "--to",
                SampleJournal.START_NS + 4_000_000));
        assertEquals(at(3), lines("tail", journal, "--from", SampleJournal.START_NS + 2_000_000, "--to",
                SampleJournal.START_NS + 4_000_000, "--last", 1));
        assertEquals(List.of(), lines("tail", journal, "--from", "5min ago"));
    }

    @Test
    void aPositionThatJsonPrintedIsAPlaceToBegin() {
        final List<String> json = lines("tail", journal, "--json");
        for (int i = 0; i < json.size(); i++) {
            final String position = json.get(i).replaceAll(".*\"position\":\"([^\"]+)\".*", "$1");
            assertEquals(json.subList(i, json.size()), lines("tail", journal, "--json", "--at", position));
        }
        final Invocation far = Invocation.of("tail", journal, "--at", "7fffffffffffffff");
        assertEquals(ExitCode.OK, far.exitCode());
        assertEquals("", far.out());
        assertTrue(far.saysOneSentence() && far.err().contains("there is no record 7fffffffffffffff/0"),
                far.err());
    }

    @Test
    void aNamedReaderGoesOnWhereItEnded() {
        final List<String> printed = new ArrayList<>();
        for (int turn = 0; turn < 4; turn++) {
            printed.addAll(lines("tail", journal, "--reader", "ops", "--limit", 2));
        }
        assertEquals(all, printed);
        assertEquals(List.of(), lines("tail", journal, "--reader", "ops"));
        // what is behind --to is left for the next time
        assertEquals(at(0, 1, 2),
                lines("tail", journal, "--reader", "other", "--to", SampleJournal.START_NS + 3_000_000));
        assertEquals(at(3, 4, 5, 6), lines("tail", journal, "--reader", "other"));
        // --last passes over what is older
        assertEquals(at(5, 6), lines("tail", journal, "--reader", "third", "--last", 2));
        assertEquals(List.of(), lines("tail", journal, "--reader", "third", "--last", 2));
        assertEquals(at(6),
                lines("tail", journal, "--reader", "third", "--from", SampleJournal.START_NS + 6_000_000));
    }

    @Test
    void aReadersDamagedFileIsOneSentence() throws IOException {
        lines("tail", journal, "--reader", "ops");
        Files.writeString(journal.resolve("readers/ops"), "rubbish");
        final Invocation refused = Invocation.of("tail", journal, "--reader", "ops");
        assertEquals(ExitCode.FINDINGS, refused.exitCode());
        assertTrue(refused.saysOneSentence() && refused.err().contains("is damaged"), refused.err());
    }

    private List<String> at(int... lines) {
        return IntStream.of(lines).mapToObj(all::get).toList();
    }

    private static List<String> lines(Object... arguments) {
        final Invocation tail = Invocation.of(arguments);
        assertEquals(ExitCode.OK, tail.exitCode(), tail::err);
        assertEquals("", tail.err());
        return tail.out().lines().toList();
    }
}

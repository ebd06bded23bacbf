package io.rxpath.lab.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.rxpath.lab.soak.DrillPage.Stage;
import io.rxpath.lab.soak.KillMoment.When;

/** Whatever a kill could spoil is found; what a kill may take is not. */
class KillVerdictTest {
    @TempDir
    private Path folder;

    private static KillOutcome killed(long run, long written, long handled) {
        return outcome(run, written, handled, Stage.RECEIVING, KillOutcome.KILLED);
    }

    private static KillOutcome orderly(long run, long written, long handled) {
        return outcome(run, written, handled, Stage.STOPPED, 0);
    }

    private static KillOutcome outcome(long run, long written, long handled, Stage stage, int exitCode) {
        return new KillOutcome(new KillMoment(When.RUN, 1), stage, exitCode, run, written, handled, 5_000_000,
                "");
    }

    private void write(long run, long packets) {
        try (TestJournal journal = new TestJournal(folder, run)) {
            journal.packets(0, packets - 1);
        }
    }

    private void writeEnded(long run, long packets) {
        try (TestJournal journal = new TestJournal(folder, run)) {
            journal.packets(0, packets - 1).end();
        }
    }

    private JournalTally tally() {
        return JournalTally.read(folder, 0);
    }

    private List<String> findings(KillOutcome... outcomes) {
        return KillVerdict.of(List.of(outcomes), tally()).findings();
    }

    private static void assertOne(String fragment, List<String> findings) {
        assertEquals(1, findings.size(), findings::toString);
        assertTrue(findings.getFirst().contains(fragment), findings::toString);
    }

    @Test
    void whatWasReportedAndMoreIsThere() {
        write(1, 100);
        write(2, 50);
        writeEnded(3, 20);
        KillVerdict verdict = KillVerdict
                .of(List.of(killed(1, 90, 130), killed(2, 50, 50), orderly(3, 20, 20)), tally());
        assertEquals(List.of(), verdict.findings());
        KillFigures figures = verdict.figures();
        assertEquals(160, figures.reported());
        assertEquals(173, figures.records(), "each says how it or the run before ended");
        assertEquals(30, figures.inFlight());
        assertEquals(0, figures.lost());
        assertEquals(2, figures.killedRunning());
        assertEquals(1, figures.orderly());
        assertEquals(5, figures.startMedianMs());
    }

    @Test
    void aReportedRecordThatIsNotThereIsLost() {
        write(1, 100);
        KillVerdict verdict = KillVerdict.of(List.of(killed(1, 101, 101)), tally());
        assertOne("101 records as appended, and 100 are in the journal", verdict.findings());
        assertEquals(1, verdict.figures().lost());
    }

    @Test
    void aRunThatIsNotThereIsFound() {
        write(1, 100);
        assertOne("opened run " + Long.toHexString(255), findings(killed(1, 100, 100), killed(255, 0, 0)));
    }

    @Test
    void aHoleIsFound() {
        try (TestJournal journal = new TestJournal(folder, 1)) {
            journal.packets(0, 49).packets(60, 99);
        }
        assertOne("packets 50 to 59 are missing", findings(killed(1, 90, 100)));
    }

    @Test
    void aRepeatedPacketIsFound() {
        try (TestJournal journal = new TestJournal(folder, 1)) {
            journal.packets(0, 49).packets(49, 99);
        }
        assertOne("packet 49 comes where 50 is due", findings(killed(1, 90, 100)));
    }

    @Test
    void whoEndsInOrderLeavesNothingOut() {
        writeEnded(1, 100);
        assertOne("left 5 packets out", findings(orderly(1, 100, 105)));
    }

    @Test
    void aReceiverThatDoesNotStartIsSaid() {
        write(1, 100);
        KillOutcome stuck = new KillOutcome(new KillMoment(When.RUN, 1), Stage.STARTING, KillOutcome.KILLED,
                0, 0, 0, -1, "did not start to receive within 30 s");
        assertOne("Receiver 2 did not start", findings(killed(1, 100, 100), stuck));
    }

    @Test
    void runsAreInTheOrderOfTheirStarts() {
        write(1, 10);
        write(2, 10);
        assertOne("order", findings(killed(2, 10, 10), killed(1, 10, 10)));
    }

    @Test
    void aRunOfNobodyIsEmptyAndHasANamelessReceiver() {
        write(1, 10);
        write(2, 0);
        KillOutcome nameless = outcome(0, 0, 0, Stage.STARTING, KillOutcome.KILLED);
        assertEquals(List.of(), findings(killed(1, 10, 10), nameless));
        assertOne("1 runs belong to no receiver", findings(killed(1, 10, 10)));
        write(3, 1);
        List<String> findings = findings(killed(1, 10, 10), nameless, nameless);
        assertOne("Run 3 has packets", findings);
    }

    @Test
    void whereEndsAreToldEachIsAskedFor() {
        write(1, 10);
        write(2, 10);
        writeEnded(3, 10);
        List<KillOutcome> outcomes = List.of(killed(1, 10, 10), killed(2, 10, 10), orderly(3, 10, 10));
        JournalTally tally = tally();
        assertEquals(List.of(), KillVerdict.of(outcomes, tally).findings());
        tally.ends().start(8);
        tally.ends().start(9);
        assertOne("Nothing says how run 8 ended", KillVerdict.of(outcomes, tally).findings());
    }

    @Test
    void anEndThatIsToldWronglyIsFound() {
        writeEnded(1, 10);
        write(2, 10);
        List<String> findings = KillVerdict.of(List.of(killed(1, 10, 10), orderly(2, 10, 10)), tally())
                .findings();
        assertEquals(2, findings.size(), findings::toString);
        assertTrue(findings.get(0).contains("was killed, and its run says that it ended in order"));
        assertTrue(findings.get(1).contains("its run does not say so"));
    }

    @Test
    void aWrongFirstMissingPacketIsFound() {
        write(1, 10);
        writeEnded(2, 10);
        JournalTally tally = tally();
        tally.ends().killed(1, 8);
        assertOne("packet 8 is the first missing",
                KillVerdict.of(List.of(killed(1, 10, 10), orderly(2, 10, 10)), tally).findings());
    }

    @Test
    void theReportSaysWhatIsWrong() {
        write(1, 100);
        KillVerdict verdict = KillVerdict.of(List.of(killed(1, 101, 101)), tally());
        KillDrillResult result = new KillDrillResult("0.1", java.time.Instant.EPOCH,
                new KillDrillOptions(1, 100_000, 1, null), 61.4, verdict.figures(), verdict.findings(), null);
        String text = KillDrillText.of(result);
        assertTrue(text.contains("NOT ok"), text);
        assertTrue(text.replaceAll("\\s+", " ").contains("100 are in the journal"), text);
        assertTrue(text.lines().allMatch(line -> line.length() <= Lines.COLUMNS), text);
        assertTrue(KillDrillJson.of(result).toLowerCase(Locale.ROOT).contains("\"ok\" : false"));
    }
}

package io.rxpath.lab.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;

class TextReportTest {
    @Test
    void fitsTheTerminal() {
        for (DemoResult result : List.of(Samples.full(), Samples.poor(), Samples.evil())) {
            for (String line : text(result).split("\n")) {
                assertTrue(line.codePointCount(0, line.length()) <= TextReport.COLUMNS, line);
            }
        }
    }

    @Test
    void everyPhaseBranchAndLossIsThere() {
        DemoResult result = Samples.full();
        String text = text(result);
        for (PhaseResult phase : result.phases()) {
            assertTrue(text.contains("(" + phase.id() + ") " + phase.title()), phase.title());
            for (BranchResult branch : phase.branches()) {
                assertTrue(text.contains(branch.branch()), branch.branch());
                assertTrue(text.contains(Figures.share(branch.share())), branch.toString());
                assertTrue(
                        branch.packets() == 0 || text.contains(Figures.duration(branch.sendToApp().maxNs())),
                        branch.toString());
            }
        }
        assertTrue(text.contains("lost in ring 178"));
        assertTrue(text.contains("ok: every packet exactly once"));
        assertTrue(text.indexOf("Steady feed") < text.indexOf("Bursty feed"));
    }

    @Test
    void whatIsMissingSaysWhy() {
        String text = text(Samples.poor());
        assertTrue(text.contains("Did not run: this machine has one core."), text);
        assertTrue(text.contains("CPU, hit ratio, waste ratio not available: no packet arrived"), text);
        assertTrue(text.contains("No packet came"), text);
        assertTrue(text.contains("events dropped 1"), text);
        assertFalse(text.contains("NaN"), text);
    }

    @Test
    void machineFitsTheTerminalToo() {
        String text = TextReport.of(Samples.full().machine(), StandardCharsets.UTF_8);
        for (String line : text.split("\n")) {
            assertTrue(line.length() <= TextReport.COLUMNS, line);
        }
        assertTrue(text.contains("no   SO_PREFER_BUSY_POLL: setsockopt: EPERM"), text);
    }

    @Test
    void brokenJournalIsLoud() {
        assertTrue(text(Samples.evil())
                .contains("NOT OK: 1 handled, 2 in the journal, 3 twice or more, 4 missing"));
    }

    @Test
    void controlCharactersDoNotReachTheTerminal() {
        assertEquals(-1,
                text(Samples.evil()).chars().filter(c -> c < 0x20 && c != '\n').findFirst().orElse(-1));
    }

    @Test
    void asciiTerminalGetsLetters() {
        String text = TextReport.of(Samples.full(), StandardCharsets.US_ASCII);
        assertTrue(StandardCharsets.US_ASCII.newEncoder().canEncode(text));
        assertTrue(text.contains(" us"));
        assertTrue(text(Samples.full()).contains(" µs"));
    }

    private static String text(DemoResult result) {
        return TextReport.of(result, StandardCharsets.UTF_8);
    }
}

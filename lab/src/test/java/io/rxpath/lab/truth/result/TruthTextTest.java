package io.rxpath.lab.truth.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

class TruthTextTest {
    private static final CellResult BELOW = SampleCells.whole("rival/epoll/defer/full/1", Verdict.BELOW,
            48_000, 3);

    private static void assertFits(String text) {
        text.lines().forEach(line -> assertTrue(line.length() <= TruthText.COLUMNS, line));
    }

    @Test
    void aCellsBlockHasItsFiguresInEightyColumns() {
        String text = TruthText.of(BELOW);
        assertFits(text);
        String flat = text.replaceAll("\\s+", " ");
        for (String part : new String[]{"rival/epoll/defer/full/1: BELOW", "sent 50,003 in 1.3 s",
            "lost in device 2, in socket 1", "border 900 (1.800%)",
            "unjudged 100 (0.200%): LATE 10 NO_RECORD 90", "HOT_POLL 48,000 0 3 0",
            "verified 48,000, wrongly 3",
            "causes agree: 98.300% of 1,000; label/truth AWAY/RACED 5 PREEMPTED/STALLED 12",
            "steal error ns p50 120 p99 4,800 max 1,250,000", "steal within 5 us or 10%: 98.500% of 1,000",
            "BELOW: branch: 99.850 % of 49,000, the bar is at least 99.9 %", ", 7 left out for a stall"}) {
            assertTrue(flat.contains(part), part + " in " + text);
        }
        assertFalse(flat.contains("unaccounted"), flat);
        assertFalse(flat.contains("do not sum"), flat);
    }

    @Test
    void aSkippedCellSaysWhy() {
        assertEquals("cme/epoll/defer/full/1: SKIPPED\n  no capture is named\n", TruthText.of(CellResult
                .without("cme/epoll/defer/full/1", "cme", "full", Verdict.SKIPPED, "no capture is named")));
    }

    @Test
    void theSummaryNamesWhatIsNotMet() {
        CellResult skipped = CellResult.without("cme/epoll/defer/full/1", "cme", "full", Verdict.SKIPPED,
                "why");
        CellResult again = CellResult.without("cme/epoll/defer/full/2", "cme", "full", Verdict.SKIPPED,
                "why");
        String text = TruthText.summary(new TruthResult("1", "a machine", List.of(BELOW, skipped, again,
                SampleCells.whole("peer-poll/epoll/defer/full/1", Verdict.EXEMPT, 9, 9),
                CellResult.without("rps/epoll/defer/full/1", "rps", "full", Verdict.FAILED, "a hole"))));
        assertFits(text);
        String flat = text.replaceAll("\\s+", " ");
        assertTrue(flat.startsWith("Branch truth: NOT all bars are met"), flat);
        for (String part : new String[]{"below: rival/epoll/defer/full/1: branch: 99.850 %",
            "failed: rps/epoll/defer/full/1: a hole", "exempt: peer-poll/epoll/defer/full/1: two pollers",
            "verified wrongly: 3 of 48,000 packets pooled", "too few for this bar", "a machine"}) {
            assertTrue(flat.contains(part), part + " in " + text);
        }
        assertEquals(1, flat.split("skipped: cme: why", -1).length - 1);
    }
}

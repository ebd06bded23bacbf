package io.rxpath.lab.truth.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

class TruthResultTest {
    private static final CellResult SKIPPED = CellResult.without("cme/epoll/defer/full/1", "cme", "full",
            Verdict.SKIPPED, "no capture");

    private static TruthResult run(CellResult... cells) {
        return new TruthResult("1", "a machine", List.of(cells));
    }

    private static CellResult cell(Verdict verdict, long verified, long wrong) {
        return SampleCells.whole("rival/epoll/defer/full/1", verdict, verified, wrong);
    }

    @Test
    void allMustMeetTheirBars() {
        assertTrue(run(cell(Verdict.MET, 1, 0), SKIPPED, cell(Verdict.EXEMPT, 1, 0)).met());
        assertFalse(run(cell(Verdict.MET, 1, 0), cell(Verdict.BELOW, 1, 0)).met());
        assertFalse(run(cell(Verdict.MET, 1, 0), cell(Verdict.FAILED, 1, 0)).met());
        assertFalse(run(SKIPPED).met(), "nothing was run");
    }

    @Test
    void thePoolCountsOnlyWithEnoughInIt() {
        assertTrue(run(cell(Verdict.MET, 600_000, 100)).met());
        assertTrue(run(cell(Verdict.MET, 600_000, 60), cell(Verdict.MET, 600_000, 60)).met());
        TruthResult wrong = run(cell(Verdict.MET, 600_000, 60), cell(Verdict.MET, 600_000, 61));
        assertEquals(121, wrong.verifiedWrong());
        assertFalse(wrong.met());
        assertTrue(run(cell(Verdict.MET, 1_200_000, 120), cell(Verdict.EXEMPT, 900_000, 9_000)).met());
    }

    @Test
    void figuresAgreeWhereLabelIsTruth() {
        Figures figures = cell(Verdict.MET, 1, 0).figures();
        assertEquals(48_997, figures.agreed());
        assertEquals(3, figures.count("HOT_POLL", "FALLBACK_IRQ"));
        assertEquals(0, figures.count("UNKNOWN", "HOT_POLL"));
        assertEquals(100, Figures.sum(figures.unjudged()));
        assertFalse(figures.unjudged().containsKey("NONE"));
    }
}

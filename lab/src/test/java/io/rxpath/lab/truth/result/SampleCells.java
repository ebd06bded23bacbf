package io.rxpath.lab.truth.result;

import java.util.List;
import java.util.Map;

import io.rxpath.lab.oracle.BarResult;
import io.rxpath.lab.oracle.BarResult.Outcome;

/** Cells for tests of what is made of them. */
public final class SampleCells {
    private SampleCells() {
    }

    /** A cell with something in every figure. */
    public static CellResult whole(String id, Verdict verdict, long verified, long wrong) {
        Figures figures = new Figures(50_000, 49_000, 900, 0,
                Map.of("NO_RECORD", 90L, "LATE", 10L, "NONE", 0L),
                Map.of("HOT_POLL/HOT_POLL", 48_000L, "HOT_POLL/FALLBACK_IRQ", 3L, "CPU_STEAL/CPU_STEAL",
                        997L),
                Map.of("PREEMPTED/STALLED", 12L, "AWAY/RACED", 5L), 1_000, Map.of("TIMER/REMOTE", 1L), 40,
                250, 3, verified, wrong, List.of(new PartError("steal", 49_000, 120, 4_800, 1_250_000),
                        new PartError("fallback", 49_000, 90, 3_900, 99_000)),
                1_000, 985, 7, 0);
        return new CellResult(id, id.substring(0, id.indexOf('/')), "full", verdict,
                verdict == Verdict.EXEMPT ? "two pollers of one NAPI see each other's packets" : "", 50_003,
                50_000, 2, 1, 1.25, figures,
                List.of(bar(verdict), new BarResult("unjudged", Outcome.PASSED, "few")),
                List.of("a note with some more words than fit on a line of eighty columns, so that it is wrapped"
                        + " to the next one"));
    }

    private static BarResult bar(Verdict verdict) {
        return verdict == Verdict.BELOW
                ? new BarResult("branch", Outcome.FAILED, "99.850 % of 49,000, the bar is at least 99.9 %")
                : verdict == Verdict.EXEMPT
                        ? new BarResult("branch", Outcome.EXEMPT, "12 %; exempt: as the scenario says")
                        : new BarResult("branch", Outcome.PASSED, "99.994 %");
    }
}

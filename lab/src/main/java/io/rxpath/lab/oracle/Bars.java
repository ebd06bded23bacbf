package io.rxpath.lab.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.rxpath.lab.oracle.BarResult.Outcome;

/**
 * What the labels must reach. Per cell: with a witness 99.9 % of the branches, 99 % of the causes and, seeing all polls,
 * of the ways; without one 99 % of the branches of what is not UNKNOWN, at most 0.1 % wrongly hot, and UNKNOWN at most
 * 1 % where interrupts are deferred and no rival shares the core. Of any cell: every sum right, 97 % of the steals
 * within 5 µs or 10 %, at most 0.1 % not judged. Over all cells with a witness: at most 1 in 10,000 verified wrongly, of
 * a million packets or more.
 */
public final class Bars {
    private static final long BRANCH_WITNESSED = 999_000;
    private static final long BRANCH_INFERRED = 990_000;
    private static final long CAUSE = 990_000;
    private static final long VIA = 990_000;
    private static final long STEAL = 970_000;
    private static final long HOT_BUT_NOT = 1_000;
    private static final long UNKNOWN = 10_000;
    private static final long UNJUDGED = 1_000;
    /** Stalls have no bar; but a receiver that calls most packets stalled would not be measured at all. */
    private static final long CLAIMED = 100_000;
    private static final long WRONGLY_VERIFIED = 100;
    private static final long POOLED_PACKETS = 1_000_000;

    private Bars() {
    }

    /** The bars of one cell. */
    public static List<BarResult> ofCell(Comparison cell, CellFacts facts) {
        List<BarResult> results = new ArrayList<>();
        if (cell.packets() == 0) {
            return List.of(new BarResult("packets", Outcome.FAILED, "the cell received no packet at all"));
        }
        if (cell.witnessed() == Witnessed.NO) {
            results.add(atLeast("branch", "packets not UNKNOWN whose branch agrees", cell.branchAgreement(),
                    BRANCH_INFERRED));
            results.add(
                    atMost("hot", "packets called HOT_POLL that were not", cell.hotButNot(), HOT_BUT_NOT));
            if (facts.deferral() && !facts.rivalOnCore() && facts.busyPollWanted()) {
                results.add(atMost("unknown", "packets UNKNOWN", cell.unknown(), UNKNOWN));
            }
        } else {
            results.add(atLeast("branch", "judged packets whose branch agrees", cell.branchAgreement(),
                    BRANCH_WITNESSED));
            results.add(atLeast("cause", "judged packets whose cause agrees", cell.causeAgreement(), CAUSE));
            if (cell.witnessed() == Witnessed.FULL) {
                results.add(atLeast("via", "softirq packets whose way agrees", cell.viaAgreement(), VIA));
            }
        }
        results.add(atMost("sum", "packets whose parts are not their latency", cell.sumsWrong(), 0));
        results.add(atLeast("steal", "touched packets whose steal is within 5 µs or 10 %", cell.stealWithin(),
                STEAL));
        results.add(atMost("claimed", "packets that only the label calls stalled or starved",
                cell.onlyClaimed(), CLAIMED));
        results.add(atMost("unjudged", "packets that the trace does not explain", cell.unjudged(), UNJUDGED));
        return List.copyOf(results);
    }

    /** The bars of a cell that is exempt by name: what was missed is told, and does not count. */
    public static List<BarResult> ofExemptCell(Comparison cell, CellFacts facts, String why) {
        return ofCell(cell, facts).stream().map(result -> result.exempt(why)).toList();
    }

    /** The bar of all cells with a witness together. */
    public static BarResult ofPool(Comparison pool) {
        BarResult result = atMost("verified", "verified packets with the wrong deliverer",
                pool.wronglyVerified(), WRONGLY_VERIFIED);
        if (pool.packets() >= POOLED_PACKETS || result.failed()) {
            return result;
        }
        return new BarResult(result.name(), Outcome.NOT_MEASURED,
                result.sentence() + "; it takes " + POOLED_PACKETS + " packets, these are " + pool.packets());
    }

    private static BarResult atLeast(String name, String what, Share share, long perMillion) {
        return result(name, share, share.atLeast(perMillion), what, "at least", perMillion);
    }

    private static BarResult atMost(String name, String what, Share share, long perMillion) {
        return result(name, share, share.atMost(perMillion), what, "at most", perMillion);
    }

    private static BarResult result(String name, Share share, boolean reached, String what, String side,
            long perMillion) {
        if (share.empty()) {
            return new BarResult(name, Outcome.NOT_MEASURED, what + ": there were none to measure");
        }
        return new BarResult(name, reached ? Outcome.PASSED : Outcome.FAILED, String.format(Locale.ROOT,
                "%s: %s, the bar is %s %s %%", what, share, side, Double.toString(perMillion / 10_000.0)));
    }
}

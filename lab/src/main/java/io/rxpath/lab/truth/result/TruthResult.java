package io.rxpath.lab.truth.result;

import java.util.List;

/**
 * What a run of the experiment gave.
 *
 * @param version of rxpath
 * @param machine kernel and CPUs, for a person
 * @param cells in the order in which they were run
 */
public record TruthResult(String version, String machine, List<CellResult> cells) {
    /** Wrong ones among the verified labels, at most. */
    public static final double VERIFIED_WRONG_LIMIT = 1e-4;
    /** So many verified labels are wanted before the pooled bar says anything. */
    public static final long POOL_WANTED = 1_000_000;

    /** Copies the list. */
    public TruthResult {
        cells = List.copyOf(cells);
    }

    /** Verified labels of all cells inside the bars. */
    public long verified() {
        return inside().stream().mapToLong(cell -> cell.figures().verified()).sum();
    }

    /** Wrong ones among them. */
    public long verifiedWrong() {
        return inside().stream().mapToLong(cell -> cell.figures().verifiedWrong()).sum();
    }

    /** Whether so many were pooled that the bar is one. */
    public boolean pooledEnough() {
        return verified() >= POOL_WANTED;
    }

    /** Whether the pooled bar is met; with too few packets it is. */
    public boolean pooledMet() {
        return !pooledEnough() || verifiedWrong() <= VERIFIED_WRONG_LIMIT * verified();
    }

    /** Cells with a verdict. */
    public List<CellResult> cells(Verdict verdict) {
        return cells.stream().filter(cell -> cell.verdict() == verdict).toList();
    }

    /** Cells inside the bars. */
    public List<CellResult> inside() {
        return cells.stream().filter(cell -> cell.verdict() == Verdict.MET || cell.verdict() == Verdict.BELOW)
                .toList();
    }

    /** Whether every cell that could be run met its bars, and the pool too; a run without such a cell proves nothing. */
    public boolean met() {
        return cells(Verdict.BELOW).isEmpty() && cells(Verdict.FAILED).isEmpty() && pooledMet()
                && cells.stream().anyMatch(CellResult::ran);
    }
}

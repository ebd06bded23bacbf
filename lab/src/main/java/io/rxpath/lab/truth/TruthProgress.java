package io.rxpath.lab.truth;

import io.rxpath.lab.truth.result.CellResult;

/** Is told what a run does while it does it, on the run's thread. */
public interface TruthProgress {
    /** Something is to be known before the first cell, as that another laboratory is waited for; without a full stop. */
    void note(String sentence);

    /**
     * The next cell begins.
     *
     * @param cell its id
     * @param number its number, from 1
     * @param cells how many there are
     */
    void cell(String cell, int number, int cells);

    /** A cell has ended. */
    void result(CellResult result);
}

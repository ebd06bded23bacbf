package io.rxpath.lab.truth;

import io.rxpath.lab.truth.result.CellResult;

/** Is told what a run does while it does it, on the run's thread. */
public interface TruthProgress {
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

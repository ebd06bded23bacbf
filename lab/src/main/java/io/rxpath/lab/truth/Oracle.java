package io.rxpath.lab.truth;

import java.util.List;

import io.rxpath.lab.oracle.CellFacts;
import io.rxpath.lab.oracle.Labels;
import io.rxpath.lab.truth.result.Bar;
import io.rxpath.lab.truth.result.Figures;

/** Whoever knows what really happened. */
interface Oracle extends AutoCloseable {
    /**
     * What came of a cell.
     *
     * @param figures labels against truth
     * @param bars the bars of the witness level, and how they are met
     * @param failure why the trace says nothing; empty where it does
     */
    record Judgement(Figures figures, List<Bar> bars, String failure) {
    }

    /** Begins to record; returns when it does. */
    void start(int pollTid, List<String> devices, long bytesPerCpu);

    /** Ends recording, throws away what was recorded. */
    void discard();

    /** Ends recording and holds the labels against the truth. */
    Judgement judge(Labels labels, CellFacts facts, Cell cell);

    @Override
    void close();
}

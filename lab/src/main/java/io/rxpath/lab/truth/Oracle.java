package io.rxpath.lab.truth;

import java.util.List;

import io.rxpath.lab.oracle.BarResult;
import io.rxpath.lab.oracle.CellFacts;
import io.rxpath.lab.oracle.Labels;
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
    record Judgement(Figures figures, List<BarResult> bars, String failure) {
        /** A trace that says nothing. */
        static Judgement failed(String why) {
            return new Judgement(Figures.NONE, List.of(), why);
        }
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

package io.rxpath.lab.truth.result;

/** What a cell says in the end. */
public enum Verdict {
    /** All its bars are met. */
    MET,
    /** One or more are not. */
    BELOW,
    /** It stands outside the bars, with what it gave. */
    EXEMPT,
    /** It could not be run here. */
    SKIPPED,
    /** It was run and says nothing: the trace has a hole, or something ended that should not have. */
    FAILED
}

package io.rxpath.lab.oracle;

/** How sure the oracle is of what it says. */
public enum Verdict {
    /** The trace decides. */
    JUDGED,
    /** It hangs on less than the allowed error of a measured time. */
    BORDER,
    /** The trace does not explain the packet. */
    UNJUDGED
}

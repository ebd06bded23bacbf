package io.rxpath;

import java.io.IOException;
import java.nio.file.Path;

/** Removes what a journal folder need not keep any more. */
@FunctionalInterface
interface RetentionSweep {
    /**
     * What came of it.
     *
     * @param files how many files went
     * @param heldBy the named reader for which others stayed; empty for none
     */
    record Swept(int files, String heldBy) {
    }

    /**
     * Removes it, now; by the retention thread.
     *
     * @param nowMs wall clock
     */
    Swept apply(Path folder, long nowMs) throws IOException;
}

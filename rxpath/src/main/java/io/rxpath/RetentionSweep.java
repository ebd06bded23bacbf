package io.rxpath;

import java.io.IOException;
import java.nio.file.Path;

/** Removes what a journal folder need not keep any more. */
@FunctionalInterface
interface RetentionSweep {
    /**
     * Removes it, now; by the retention thread.
     *
     * @param nowMs wall clock
     * @return how many files went
     */
    int apply(Path folder, long nowMs) throws IOException;
}

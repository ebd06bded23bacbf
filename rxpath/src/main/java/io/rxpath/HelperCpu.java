package io.rxpath;

import io.rxpath.linux.CpuAffinity;
import io.rxpath.linux.LinuxException;

/** Where the receiver's own helper threads run. */
final class HelperCpu {
    private HelperCpu() {
    }

    /** Moves the calling helper to {@code cpu}, which was usable when the receiver was opened; -1 leaves it be. */
    static void pin(int cpu) {
        if (cpu < 0) {
            return;
        }
        try {
            CpuAffinity.pin(cpu);
        } catch (LinuxException offlineMeanwhile) {
            // Its work matters more than its place: it runs where it may.
        }
    }
}

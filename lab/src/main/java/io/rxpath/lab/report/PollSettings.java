package io.rxpath.lab.report;

import java.util.Objects;

/**
 * How a phase received, as read back from the kernel where it can be.
 *
 * @param engine the engine's name, for example {@code blocking}
 * @param windowUsecs SO_BUSY_POLL in force, microseconds; 0 is no busy poll
 * @param deferHardIrqs napi_defer_hard_irqs in force; -1 when it could not be read
 * @param groFlushTimeoutNs gro_flush_timeout in force, nanoseconds; -1 when it could not be read
 * @param cpu the poll thread's core; -1 when it was not pinned
 * @param rival whether a rival thread ran on the same core
 */
public record PollSettings(String engine, int windowUsecs, long deferHardIrqs, long groFlushTimeoutNs,
        int cpu, boolean rival) {
    /** Checks that the engine is named. */
    public PollSettings {
        Objects.requireNonNull(engine, "engine");
    }

    /** The settings in one line, for a reader. */
    public String inWords() {
        StringBuilder words = new StringBuilder(engine).append(" engine, ");
        words.append(windowUsecs > 0 ? "window " + Figures.count(windowUsecs) + " µs" : "no busy poll");
        words.append(cpu >= 0 ? ", CPU " + cpu : ", not pinned");
        if (deferHardIrqs < 0 || groFlushTimeoutNs < 0) {
            words.append(", defer timers not readable");
        } else if (deferHardIrqs == 0 && groFlushTimeoutNs == 0) {
            words.append(", no defer timers");
        } else {
            words.append(", defer ").append(Figures.count(deferHardIrqs)).append(", flush ")
                    .append(Figures.duration(groFlushTimeoutNs));
        }
        return words.append(rival ? ", rival on the core" : "").toString();
    }
}

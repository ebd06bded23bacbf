package io.rxpath.telemetry.journal;

import java.util.List;

import io.rxpath.telemetry.event.GapRecord;

/**
 * A run that ended without saying so: killed, or its machine lost power.
 *
 * @param runId its id
 * @param workers those that did not say so, all of the run as a rule
 */
public record UnfinishedRun(long runId, List<Worker> workers) {
    /** Copies the list. */
    public UnfinishedRun {
        workers = List.copyOf(workers);
    }

    /**
     * The last that is known of a worker.
     *
     * @param worker its number in that run
     * @param nextNumber the packet number after the last one that the journal tells of, 0 where it tells of none;
     *     {@link GapRecord#UNKNOWN} where that is too far back to be looked for
     * @param lastAppNs app time of that last packet, or the latest time known of the run, CLOCK_REALTIME ns
     */
    public record Worker(int worker, long nextNumber, long lastAppNs) {
    }
}

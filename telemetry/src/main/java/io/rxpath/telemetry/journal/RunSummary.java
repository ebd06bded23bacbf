package io.rxpath.telemetry.journal;

import io.rxpath.telemetry.event.JournalHeader;

/**
 * What a journal holds of one run.
 *
 * @param header the run's header
 * @param position where the run begins in this journal
 * @param packets packet records
 * @param gaps gap records
 * @param missing packets that the gap records stand for
 * @param firstNs app time of the first record, CLOCK_REALTIME ns; 0 for none
 * @param lastNs app time of the last record, CLOCK_REALTIME ns; 0 for none
 * @param fromItsStart whether the run begins in this journal: the first one may have begun in a file that was removed
 * @param end how it ended, for a sentence
 */
public record RunSummary(JournalHeader header, JournalPosition position, long packets, long gaps,
        long missing, long firstNs, long lastNs, boolean fromItsStart, String end) {
    /** How a run ended, by how many of its workers say that they did so in order. */
    static String end(int ended, int workers) {
        if (ended == 0) {
            return "it does not say how it ended";
        }
        return ended >= workers
                ? "it ended in order"
                : "only " + ended + " of its " + workers + " workers say that they ended in order";
    }
}

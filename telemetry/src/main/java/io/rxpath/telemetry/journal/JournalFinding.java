package io.rxpath.telemetry.journal;

/**
 * Something wrong with a journal.
 *
 * @param runId the run it is in, 0 where that is not known
 * @param position the record at which it was seen; null for the journal as a whole
 * @param sentence what it is
 */
public record JournalFinding(long runId, JournalPosition position, String sentence) {
}

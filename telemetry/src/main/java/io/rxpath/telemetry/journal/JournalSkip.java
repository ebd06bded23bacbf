package io.rxpath.telemetry.journal;

/**
 * Files of a journal were removed before a reader came to them. What they held of what it had not read is not known.
 *
 * @param from where it wanted to go on
 * @param to where it went on
 */
public record JournalSkip(JournalPosition from, JournalPosition to) {
}

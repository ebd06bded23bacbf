package io.rxpath;

import java.nio.file.Path;

import io.rxpath.telemetry.journal.WriteFailures;

/**
 * The figures of the journal at one moment.
 *
 * @param directory its folder
 * @param recordsWritten records in it from this run, gap records among them
 * @param recordsLost records taken from the poll threads that could not be written
 * @param writeFailures how often, when and why writing failed
 */
public record JournalStatus(Path directory, long recordsWritten, long recordsLost,
        WriteFailures writeFailures) {
}

package io.rxpath;

import java.nio.file.Path;
import java.util.Optional;

import io.rxpath.telemetry.event.PacketPolicy;
import io.rxpath.telemetry.event.RollPeriod;
import io.rxpath.telemetry.journal.SyncStatus;
import io.rxpath.telemetry.journal.UnfinishedRun;
import io.rxpath.telemetry.journal.WriteFailures;

/**
 * The figures of the journal at one moment.
 *
 * @param directory its folder
 * @param recordsWritten records in it from this run, gap records among them
 * @param recordsLost records taken from the poll threads that could not be written
 * @param writeFailures how often, when and why writing failed
 * @param packets which packets get a record
 * @param packetsLeftOut packets that got none because of that
 * @param sync what has been forced to the disk
 * @param roll how much time a file holds: the folder's own, where it was a journal already
 * @param unfinishedRun the run before this one in the folder where it did not end in order, as after a kill -9; what it
 *     received at its end is not known, and the journal says so
 * @param retention what has been removed of it
 */
public record JournalStatus(Path directory, long recordsWritten, long recordsLost,
        WriteFailures writeFailures, PacketPolicy packets, long packetsLeftOut, SyncStatus sync,
        RollPeriod roll, Optional<UnfinishedRun> unfinishedRun, RetentionStatus retention) {
}

package io.rxpath.telemetry.journal;

import io.rxpath.telemetry.event.SyncPolicy;

/**
 * What has been forced to the disk.
 *
 * @param policy when it is
 * @param syncs how often it was
 * @param recordsSynced records of this run that are on the disk for certain. Stays where it is after a failure: what the
 *     kernel could not write then, it does not try again
 * @param failures how often, when and why it failed
 */
public record SyncStatus(SyncPolicy policy, long syncs, long recordsSynced, WriteFailures failures) {
}

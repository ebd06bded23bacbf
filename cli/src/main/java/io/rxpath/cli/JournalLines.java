package io.rxpath.cli;

import io.rxpath.JournalStatus;
import io.rxpath.RetentionStatus;
import io.rxpath.config.JournalConfig;
import io.rxpath.telemetry.event.PacketPolicy;
import io.rxpath.telemetry.journal.SyncStatus;
import io.rxpath.telemetry.journal.WriteFailures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What {@code rxpath run} says of the journal to a person. */
final class JournalLines {
    private JournalLines() {
    }

    /** Before the run: where and how it is written, and what is not known of the run before. */
    static List<String> start(JournalConfig wanted, JournalStatus journal) {
        final List<String> lines = new ArrayList<>();
        lines.add("journal %s: packets %s, files %s, sync %s, retention %s".formatted(journal.directory(),
                journal.packets(), journal.roll(), journal.sync().policy(), journal.retention().config()));
        if (journal.roll() != wanted.roll()) {
            lines.add("  the folder has %s files and keeps them; for %s ones name a new folder"
                    .formatted(journal.roll(), wanted.roll()));
        }
        journal.unfinishedRun().ifPresent(run -> {
            final long lastNs = run.workers().stream().mapToLong(it -> it.lastAppNs()).max().orElse(0);
            lines.add("  run %016x before this one did not end in order: unknown from %s on"
                    .formatted(run.runId(), RecordLine.time(lastNs)));
        });
        return lines;
    }

    /** After the run: what came of it. */
    static List<String> end(JournalStatus journal) {
        final List<String> lines = new ArrayList<>();
        lines.add("journal %s: %d records, %d lost".formatted(journal.directory(), journal.recordsWritten(),
                journal.recordsLost()));
        failures(lines, "writing", journal.writeFailures());
        if (!journal.packets().equals(PacketPolicy.ALL)) {
            lines.add("  left out by the policy (%s): %d packets".formatted(journal.packets(),
                    journal.packetsLeftOut()));
        }
        final SyncStatus sync = journal.sync();
        if (sync.policy().isOn()) {
            lines.add("  sync %s: %d times, %d records on the disk for certain".formatted(sync.policy(),
                    sync.syncs(), sync.recordsSynced()));
        }
        failures(lines, "sync", sync.failures());
        final RetentionStatus retention = journal.retention();
        if (retention.config().isOn()) {
            lines.add("  retention %s: %d files removed, looked %d times".formatted(retention.config(),
                    retention.filesRemoved(), retention.sweeps()));
            if (!retention.heldBy().isEmpty()) {
                lines.add("  retention keeps files for the reader " + retention.heldBy()
                        + ", which has not passed them");
            }
        }
        if (retention.failures() > 0) {
            lines.add("  retention failed %d times, last: %s".formatted(retention.failures(),
                    retention.lastFailure()));
        }
        return lines;
    }

    private static void failures(List<String> lines, String what, WriteFailures failures) {
        if (failures.count() > 0) {
            lines.add("  %s failed %d times, last %s: %s".formatted(what, failures.count(),
                    Instant.ofEpochMilli(failures.lastMs()), failures.lastReason()));
        }
    }
}

package io.rxpath.config;

import java.nio.file.Path;
import java.util.Objects;

import io.rxpath.telemetry.event.PacketPolicy;
import io.rxpath.telemetry.event.RollPeriod;
import io.rxpath.telemetry.event.SyncPolicy;
import io.rxpath.telemetry.journal.JournalAgent;

/**
 * The journal of packet records.
 *
 * @param enabled whether records are written at all; without it a receiver needs none of Chronicle's JVM flags
 * @param directory the folder of the journal; a relative one is relative to the working directory
 * @param ringRecords the records that the ring to the journal thread holds; a power of two, 64 to 2^24. A full ring
 *     drops records, counts them and says so in the journal
 * @param packets which packets get a record
 * @param sync when the journal is forced to the disk
 * @param roll how much time a file of a new journal holds; one that is there already keeps what it has
 * @param reserveBytes what stays free on the disk: the journal pauses, counts, and goes on when there is more; 0 to 1 TiB
 * @param retention how long files are kept
 */
public record JournalConfig(boolean enabled, Path directory, int ringRecords, PacketPolicy packets,
        SyncPolicy sync, RollPeriod roll, long reserveBytes, RetentionConfig retention) {
    /** Enabled, {@code rxpath-journal}, 65536 records; every packet, never forced, a file an hour, all files kept. */
    public static final JournalConfig DEFAULT = new JournalConfig(true, Path.of("rxpath-journal"), 65_536);

    /** Refuses null. */
    public JournalConfig {
        Objects.requireNonNull(directory, "directory");
        Objects.requireNonNull(packets, "packets");
        Objects.requireNonNull(sync, "sync");
        Objects.requireNonNull(roll, "roll");
        Objects.requireNonNull(retention, "retention");
    }

    /** A journal of which nothing else is said. */
    public JournalConfig(boolean enabled, Path directory, int ringRecords) {
        this(enabled, directory, ringRecords, PacketPolicy.ALL, SyncPolicy.NONE, RollPeriod.HOURLY,
                JournalAgent.DEFAULT_RESERVE_BYTES, RetentionConfig.OFF);
    }
}

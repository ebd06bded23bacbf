package io.rxpath.config;

import java.nio.file.Path;
import java.util.Objects;

/**
 * The journal of packet records.
 *
 * @param enabled whether records are written at all; without it a receiver needs none of Chronicle's JVM flags
 * @param directory the folder of the journal; a relative one is relative to the working directory
 * @param ringRecords the records that the ring to the journal thread holds; a power of two, 64 to 2^24. A full ring
 *     drops records, counts them and says so in the journal
 */
public record JournalConfig(boolean enabled, Path directory, int ringRecords) {
    /** Enabled, {@code rxpath-journal}, 65536 records. */
    public static final JournalConfig DEFAULT = new JournalConfig(true, Path.of("rxpath-journal"), 65_536);

    /** Refuses null. */
    public JournalConfig {
        Objects.requireNonNull(directory, "directory");
    }
}

package io.rxpath.telemetry.journal;

import java.nio.file.Path;
import java.util.List;

/**
 * Which files of a journal go, which stay, and why.
 *
 * @param folder the journal's folder, absolute
 * @param removals the files that go, oldest first
 * @param kept the files that stay, oldest first
 * @param blockingReader the reader for which files stay that would go; null for none
 * @param blockingSilentMs how long ago that reader committed last, ms
 */
public record RetentionPlan(Path folder, List<Removal> removals, List<Kept> kept, String blockingReader,
        long blockingSilentMs) {
    /**
     * A file that goes.
     *
     * @param file which, with its bytes
     * @param reason why, for a sentence
     */
    public record Removal(JournalFile file, String reason) {
    }

    /**
     * A file that stays.
     *
     * @param file which, with its bytes
     * @param reason why, for a sentence
     * @param wanted whether the limits alone would have it go
     */
    public record Kept(JournalFile file, String reason, boolean wanted) {
    }

    /** Copies the lists. */
    public RetentionPlan {
        removals = List.copyOf(removals);
        kept = List.copyOf(kept);
    }

    /** Bytes of all files that go. */
    public long removedBytes() {
        return removals.stream().mapToLong(removal -> removal.file().bytes()).sum();
    }

    /** Bytes of all files that stay. */
    public long keptBytes() {
        return kept.stream().mapToLong(it -> it.file().bytes()).sum();
    }
}

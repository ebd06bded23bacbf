package io.rxpath.telemetry.journal;

import java.nio.file.Path;

/**
 * A file of a journal. Its times come from its name, so from the clock of the writer that made it.
 *
 * @param path where it is
 * @param firstIndex the index of its first document
 * @param endIndex above the index of each of its documents; the files behind begin there or later
 * @param startMs when the writer began it at the earliest, ms since the epoch
 * @param endMs when the writer went on to the next at the latest, if its clock did not go back, ms since the epoch
 * @param bytes its length
 */
public record JournalFile(Path path, long firstIndex, long endIndex, long startMs, long endMs, long bytes) {
    /** Its name in the journal's folder. */
    public String name() {
        return path.getFileName().toString();
    }

    /** Whether a reader that goes on at a place needs nothing of this file any more. */
    public boolean isPassedBy(JournalPosition position) {
        return position.index() >= endIndex;
    }
}

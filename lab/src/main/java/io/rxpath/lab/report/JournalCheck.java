package io.rxpath.lab.report;

import java.nio.file.Path;
import java.util.Objects;

/**
 * The journal read back and held against what the handler saw.
 *
 * @param packetsHandled packets the handler was given
 * @param packetsInJournal packet records read back
 * @param duplicates packets found more than once
 * @param missing packets handled but not found, those of a recorded gap included
 * @param branchMismatches packets found with another branch than the handler saw
 * @param gapRecords records that say events were dropped because the ring was full
 * @param ok whether every packet is there exactly once with its branch
 * @param journal the journal's folder
 */
public record JournalCheck(long packetsHandled, long packetsInJournal, long duplicates, long missing,
        long branchMismatches, long gapRecords, boolean ok, Path journal) {
    /** Checks that the journal is named. */
    public JournalCheck {
        Objects.requireNonNull(journal, "journal");
    }
}

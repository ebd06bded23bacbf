package io.rxpath.cli;

import io.rxpath.telemetry.journal.JournalReader;
import java.io.PrintWriter;

/**
 * What {@code rxpath tail} has to say beside the records.
 *
 * @param err where it says it
 */
record TailNotes(PrintWriter err) {
    void print(JournalReader reader, RecordFilter filter) {
        if (reader.unknownRecords() + reader.strayBytes() > 0) {
            err.println("rxpath: passed over " + reader.unknownRecords()
                    + " records that this version does not know and " + reader.strayBytes()
                    + " bytes that are no record; a newer rxpath may read them.");
        }
        if (reader.skips() > 0) {
            err.println("rxpath: files between " + reader.lastSkip().from() + " and " + reader.lastSkip().to()
                    + " were removed before this reader came to them: what they held is not printed.");
        }
        if (!filter.neverSeen().isEmpty()) {
            err.println("rxpath: no run that was read has a worker or socket named "
                    + String.join(", ", filter.neverSeen()) + ".");
        }
    }
}

package io.rxpath.lab.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is wrong with a soak, in sentences. What was lost and said so is a figure and not wrong. */
final class SoakVerdict {
    private final List<String> findings = new ArrayList<>();

    private SoakVerdict() {
    }

    /**
     * Judges a soak.
     *
     * @param failure why the receiver ended by itself
     */
    static List<String> of(SoakTraffic traffic, JournalFigures journal, ReaderFigures readers,
            Optional<Throwable> failure) {
        SoakVerdict verdict = new SoakVerdict();
        failure.ifPresent(it -> verdict.findings.add("The receiver ended by itself: " + it + "."));
        verdict.traffic(traffic);
        verdict.journal(traffic, journal);
        readers.faults().forEach(fault -> verdict.findings.add("A reader was misled: " + fault + "."));
        return verdict.findings;
    }

    private void traffic(SoakTraffic traffic) {
        if (traffic.handled() == 0) {
            findings.add("No packet came, so nothing is shown.");
        }
        when(traffic.unaccounted() != 0,
                "%,d packets that were sent are neither handled nor counted as lost.", traffic.unaccounted());
    }

    private void journal(SoakTraffic traffic, JournalFigures journal) {
        when(journal.missing() != 0, "%,d packets are neither in the journal nor in a gap record.",
                journal.missing());
        when(journal.repeated() != 0, "%,d packets are in the journal more than once or out of order.",
                journal.repeated());
        when(journal.packets() + journal.inGaps() != traffic.handled() && journal.missing() == 0
                && journal.repeated() == 0, "The journal accounts for %,d packets of those handled.",
                journal.packets() + journal.inGaps());
        when(journal.records() < journal.recordsWritten(),
                "%,d records that the receiver said it had written are not in the journal.",
                journal.recordsWritten() - journal.records());
        when(journal.different() != 0, "%,d blocks of packets are not in the journal as they were handled.",
                journal.different());
        when(journal.unknownRecords() != 0, "%,d records in the journal are of no known type.",
                journal.unknownRecords());
        when(journal.strayBytes() != 0, "%,d bytes in the journal make no record.", journal.strayBytes());
        if (!journal.damage().isEmpty()) {
            findings.add("First in the journal: " + journal.damage() + ".");
        }
    }

    private void when(boolean wrong, String sentence, long figure) {
        if (wrong) {
            findings.add(String.format(Locale.ROOT, sentence, figure));
        }
    }
}

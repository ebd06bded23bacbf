package io.rxpath.lab.soak;

import java.util.ArrayList;
import java.util.List;

/**
 * What all readers saw.
 *
 * @param sessions how often a reader came
 * @param killed how often one was killed
 * @param fromBeginning how many read from the first record
 * @param fromMiddle how many from some record in between
 * @param fromEnd how many only what was written after they came
 * @param finished how many were there at the end and read the journal to its last record
 * @param packets packets seen by all of them together
 * @param blocks blocks of 4,096 packets whose contents were held against the journal
 * @param different those of them that were not the same
 * @param faults what was wrong, a sentence for each reader
 */
public record ReaderFigures(long sessions, long killed, long fromBeginning, long fromMiddle, long fromEnd,
        long finished, long packets, long blocks, long different, List<String> faults) {
    /** Copies the faults. */
    public ReaderFigures {
        faults = List.copyOf(faults);
    }

    /**
     * Adds up what readers saw.
     *
     * @param journal what is in the journal
     * @param end the packet number that was due when the journal was closed
     */
    static ReaderFigures of(List<ReaderReport> reports, BlockSums journal, long end) {
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < reports.size(); i++) {
            String fault = fault(reports.get(i), journal, end);
            if (!fault.isEmpty()) {
                faults.add("reader " + (i + 1) + " (" + reports.get(i).start() + "): " + fault);
            }
        }
        return new ReaderFigures(reports.size(), count(reports, ReaderReport::killed),
                count(reports, it -> it.start() == ReaderStart.BEGINNING),
                count(reports, it -> it.start() == ReaderStart.MIDDLE),
                count(reports, it -> it.start() == ReaderStart.END), count(reports, ReaderReport::finished),
                reports.stream().mapToLong(ReaderReport::packets).sum(),
                reports.stream().mapToLong(it -> it.blocks().size()).sum(),
                reports.stream().mapToLong(it -> it.different(journal)).sum(), faults);
    }

    private static String fault(ReaderReport report, BlockSums journal, long end) {
        if (!report.fault().isEmpty()) {
            return report.fault();
        }
        long different = report.different(journal);
        if (different > 0) {
            return different + " of " + report.blocks().size() + " blocks are not as in the journal";
        }
        // Who came after the last record saw none.
        return report.finished() && report.packets() > 0 && report.next() != end
                ? "it read to the end and stopped before packet " + report.next() + " of " + end
                : "";
    }

    private static long count(List<ReaderReport> reports, java.util.function.Predicate<ReaderReport> which) {
        return reports.stream().filter(which).count();
    }
}

package io.rxpath.lab;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import io.rxpath.lab.report.JournalCheck;
import io.rxpath.telemetry.event.RecordType;
import io.rxpath.telemetry.journal.JournalReader;

/** Reads a journal back and holds it against what the feed handlers saw. */
final class JournalVerifier {
    private JournalVerifier() {
    }

    /**
     * Checks that every packet handed over is in the journal exactly once, with its branch.
     *
     * @param journal the folder
     * @param handled the feed handler of each run, by run id
     */
    static JournalCheck check(Path journal, Map<Long, PhaseRecorder> handled) {
        Map<Long, byte[]> seen = new HashMap<>();
        long found = 0;
        long duplicates = 0;
        long mismatches = 0;
        long gaps = 0;
        try (JournalReader reader = JournalReader.open(journal)) {
            while (reader.next()) {
                PhaseRecorder recorder = handled.get(reader.header().runId());
                if (recorder == null) {
                    continue;
                }
                if (reader.recordType() == RecordType.GAP) {
                    gaps++;
                } else if (reader.recordType() == RecordType.PACKET) {
                    byte[] ofRun = seen.computeIfAbsent(reader.header().runId(),
                            run -> new byte[Math.toIntExact(recorder.received())]);
                    long number = reader.packet().packetNumber();
                    found++;
                    if (number >= ofRun.length || ofRun[(int) number]++ > 0) {
                        duplicates++;
                    } else if (recorder.branchOf(number) != reader.packet().branch()) {
                        mismatches++;
                    }
                }
            }
        }
        long all = handled.values().stream().mapToLong(PhaseRecorder::received).sum();
        long missing = all - (found - duplicates);
        return new JournalCheck(all, found, duplicates, missing, mismatches, gaps,
                duplicates == 0 && missing == 0 && mismatches == 0, journal);
    }
}

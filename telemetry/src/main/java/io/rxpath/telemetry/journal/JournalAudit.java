package io.rxpath.telemetry.journal;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

import io.rxpath.telemetry.event.JournalHeader;

/**
 * Reads a whole journal once and says what is wrong with it: packet numbers that are missing or come twice, records that this
 * version does not know, stray bytes, damage. Takes memory for the workers of one run, however long the journal. One
 * thread.
 */
public final class JournalAudit {
    private final Path folder;
    private final Function<JournalHeader, AllowedMissing> policies;
    private final Consumer<JournalFinding> findings;
    private final Consumer<RunSummary> runs;
    private long oldestFileNs;
    private RunAudit run;
    private long findingCount;
    private long runCount;
    private long records;

    /**
     * Prepares an audit.
     *
     * @param folder the journal's folder
     * @param policies says of a run which packets its journal may leave out
     * @param findings takes each finding as it is made
     * @param runs takes each run when it has been read
     */
    public JournalAudit(Path folder, Function<JournalHeader, AllowedMissing> policies,
            Consumer<JournalFinding> findings, Consumer<RunSummary> runs) {
        this.folder = folder;
        this.policies = policies;
        this.findings = findings;
        this.runs = runs;
    }

    /**
     * Reads what the journal holds now.
     *
     * @return whether it is sound
     * @throws JournalException if there is no journal or nothing of it can be read; what is damaged further on is a finding
     */
    public boolean run() {
        oldestFileNs = TimeUnit.MILLISECONDS.toNanos(
                JournalFiles.list(folder).stream().mapToLong(JournalFile::startMs).findFirst().orElse(0));
        try (JournalReader reader = JournalReader.open(folder)) {
            try {
                while (reader.next()) {
                    take(reader);
                }
            } catch (final JournalException e) {
                find(reader, "From here on the journal cannot be read: " + e.getMessage());
            }
            endOfRun();
            if (reader.unknownRecords() > 0) {
                findAtAll("Records that this rxpath does not know: " + reader.unknownRecords()
                        + "; a newer one may.");
            }
            if (reader.strayBytes() > 0) {
                findAtAll("Bytes that make no record: " + reader.strayBytes() + ".");
            }
            if (reader.skips() > 0) {
                findAtAll("Files were removed while this looked; the next look will tell.");
            }
        }
        return findingCount == 0;
    }

    /** How many findings there were. */
    public long findings() {
        return findingCount;
    }

    /** How many runs the journal holds. */
    public long runs() {
        return runCount;
    }

    /** How many records of known types it holds, starts of runs among them. */
    public long records() {
        return records;
    }

    private void take(JournalReader reader) {
        records++;
        switch (reader.recordType()) {
            case HEADER -> startOfRun(reader);
            case PACKET -> run.packet(reader.packet());
            case GAP -> run.gap(reader.gap());
            default -> {
                // A record of a worker's end comes here, to run.end(worker, lastNumber), once there is one.
            }
        }
    }

    private void startOfRun(JournalReader reader) {
        endOfRun();
        runCount++;
        final JournalHeader header = reader.header();
        // Only the oldest file may lack what was before it.
        final boolean fromItsStart = runCount > 1 || header.startTimeNs() >= oldestFileNs;
        run = new RunAudit(header, policies.apply(header), fromItsStart, reader.position(),
                sentence -> find(reader, sentence));
    }

    private void endOfRun() {
        if (run != null) {
            runs.accept(run.summary());
            run = null;
        }
    }

    private void find(JournalReader reader, String sentence) {
        findingCount++;
        findings.accept(new JournalFinding(reader.header() == null ? 0 : reader.header().runId(),
                reader.position(), sentence));
    }

    private void findAtAll(String sentence) {
        findingCount++;
        findings.accept(new JournalFinding(0, null, sentence));
    }
}

package io.rxpath.telemetry.journal;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

import io.rxpath.telemetry.event.JournalHeader;
import io.rxpath.telemetry.event.PacketPolicy;

/**
 * Reads a whole journal once and says what is wrong with it: packet numbers that are missing or come twice, runs that ended
 * without a word about it, records that this version does not know, stray bytes, damage. Takes memory for the workers of one run, however long the journal. One
 * thread.
 */
public final class JournalAudit {
    private final Path folder;
    private final Function<JournalHeader, PacketPolicy> policies;
    private final Consumer<JournalFinding> findings;
    private final Consumer<RunSummary> runs;
    private RunChain chain;
    private long findingCount;
    private long records;

    /**
     * Prepares an audit.
     *
     * @param folder the journal's folder
     * @param findings takes each finding as it is made
     * @param runs takes each run when all is known of it
     */
    public JournalAudit(Path folder, Consumer<JournalFinding> findings, Consumer<RunSummary> runs) {
        this(folder, JournalHeader::packets, findings, runs);
    }

    /** The same, where something else than the header says which packets a run records. */
    JournalAudit(Path folder, Function<JournalHeader, PacketPolicy> policies,
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
        final long oldestFileNs = TimeUnit.MILLISECONDS.toNanos(
                JournalFiles.list(folder).stream().mapToLong(JournalFile::startMs).findFirst().orElse(0));
        try (JournalReader reader = JournalReader.open(folder)) {
            chain = new RunChain(oldestFileNs, policies, sentence -> find(reader, sentence), runs);
            try {
                while (reader.next()) {
                    records++;
                    chain.take(reader);
                }
            } catch (final JournalException e) {
                find(reader, "From here on the journal cannot be read: " + e.getMessage());
            }
            chain.end();
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
        return chain == null ? 0 : chain.count();
    }

    /** How many records of known types it holds, starts of runs among them. */
    public long records() {
        return records;
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

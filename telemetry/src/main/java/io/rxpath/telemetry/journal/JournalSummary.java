package io.rxpath.telemetry.journal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.rxpath.telemetry.event.Branch;
import io.rxpath.telemetry.event.JournalHeader;
import io.rxpath.telemetry.event.RecordType;

/** What a journal holds: runs, records, files, readers. Read once from start to end; memory for the runs. One thread. */
public final class JournalSummary {
    private final Map<RecordType, Long> byType = new EnumMap<>(RecordType.class);
    private final long[] byBranch = new long[Branch.values().length];
    private final List<RunSummary> runs = new ArrayList<>();
    private final List<JournalFile> files;
    private final List<ReaderLag> readers;
    private final long unknownRecords;
    private final long strayBytes;

    private JournalSummary(Path folder) {
        files = JournalFiles.list(folder);
        final ReaderLags lags = new ReaderLags(JournalReaders.of(folder));
        final RunChain chain = new RunChain(
                TimeUnit.MILLISECONDS
                        .toNanos(files.stream().mapToLong(JournalFile::startMs).findFirst().orElse(0)),
                JournalHeader::packets, finding -> {
                }, runs::add);
        final long[] types = new long[RecordType.values().length];
        try (JournalReader reader = JournalReader.open(folder)) {
            while (reader.next()) {
                types[reader.recordType().ordinal()]++;
                chain.take(reader);
                if (reader.recordType() == RecordType.PACKET) {
                    byBranch[reader.packet().branch().ordinal()]++;
                }
                lags.take(reader);
            }
            unknownRecords = reader.unknownRecords();
            strayBytes = reader.strayBytes();
        }
        chain.end();
        for (final RecordType type : RecordType.values()) {
            if (types[type.ordinal()] > 0) {
                byType.put(type, types[type.ordinal()]);
            }
        }
        readers = lags.lags();
    }

    /**
     * Reads what a journal holds now.
     *
     * @param folder the journal's folder
     * @throws JournalException if there is no journal or it cannot be read
     */
    public static JournalSummary of(Path folder) {
        return new JournalSummary(folder);
    }

    /** How many records there are of each type that occurs. */
    public Map<RecordType, Long> byType() {
        return byType;
    }

    /** How many packets had a branch. */
    public long packets(Branch branch) {
        return byBranch[branch.ordinal()];
    }

    /** The runs, in order. */
    public List<RunSummary> runs() {
        return runs;
    }

    /** The files, oldest first. */
    public List<JournalFile> files() {
        return files;
    }

    /** The named readers, by name. */
    public List<ReaderLag> readers() {
        return readers;
    }

    /** Records of types or versions that this rxpath does not know. */
    public long unknownRecords() {
        return unknownRecords;
    }

    /** Bytes that make no record. */
    public long strayBytes() {
        return strayBytes;
    }
}

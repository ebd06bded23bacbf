package io.rxpath.telemetry.journal;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import io.rxpath.telemetry.event.GapEventDecoder;
import io.rxpath.telemetry.event.JournalHeader;
import io.rxpath.telemetry.event.PacketEventDecoder;

/** Holds one run's packet numbers against what should be there. Takes a few words a worker, however long the run. */
final class RunAudit {
    private final Map<Integer, WorkerAudit> workers = new TreeMap<>();
    private final JournalHeader header;
    private final AllowedMissing allowed;
    private final boolean fromItsStart;
    private final Consumer<String> findings;
    private final JournalPosition position;
    private WorkerAudit latest;
    private long firstNs;
    private long lastNs;
    private long packets;
    private long gaps;
    private long missing;
    private int ended;

    /**
     * Begins a run.
     *
     * @param fromItsStart whether its first records must be there: they may have been removed with an older file
     * @param findings takes each sentence
     */
    RunAudit(JournalHeader header, AllowedMissing allowed, boolean fromItsStart, JournalPosition position,
            Consumer<String> findings) {
        this.header = header;
        this.allowed = allowed;
        this.fromItsStart = fromItsStart;
        this.position = position;
        this.findings = findings;
    }

    JournalHeader header() {
        return header;
    }

    void packet(PacketEventDecoder packet) {
        worker(packet.worker()).packet(packet.packetNumber());
        packets++;
        time(packet.appNs());
    }

    void gap(GapEventDecoder gap) {
        gaps++;
        if (gap.firstNumber() < 0 || gap.lastNumber() < 0) {
            return; // about what nobody knows: an earlier run that did not say how it ended
        }
        worker(gap.worker()).gap(gap);
        missing += gap.count();
        time(gap.lastAppNs());
    }

    /** A worker's own word that it ended in order. */
    void end(int worker, long lastNumber) {
        worker(worker).end(lastNumber);
        ended++;
    }

    /** What there is to say of the run. */
    RunSummary summary() {
        return new RunSummary(header, position, packets, gaps, missing, firstNs, lastNs, fromItsStart,
                RunSummary.end(ended, header.workers().size()));
    }

    private void time(long appNs) {
        if (firstNs == 0) {
            firstNs = appNs;
        }
        lastNs = appNs;
    }

    private WorkerAudit worker(int worker) {
        if (latest == null || latest.worker() != worker) {
            latest = workers.computeIfAbsent(worker,
                    it -> new WorkerAudit(it, header.workerName(it), allowed, fromItsStart, findings));
        }
        return latest;
    }
}

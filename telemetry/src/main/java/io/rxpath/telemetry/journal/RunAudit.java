package io.rxpath.telemetry.journal;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import io.rxpath.telemetry.event.EndEventDecoder;
import io.rxpath.telemetry.event.GapEventDecoder;
import io.rxpath.telemetry.event.JournalHeader;
import io.rxpath.telemetry.event.PacketEventDecoder;
import io.rxpath.telemetry.event.PacketPolicy;
import io.rxpath.telemetry.event.WorkerName;

/** Holds one run's packet numbers against what should be there. Takes a few words a worker, however long the run. */
final class RunAudit {
    /** The first major version that writes ends: of an older run nothing can be told. */
    private static final int WITH_ENDS = 2;

    private final Map<Integer, WorkerAudit> workers = new TreeMap<>();
    private final JournalHeader header;
    private final int version;
    private final PacketPolicy policy;
    private final boolean fromItsStart;
    private final Consumer<String> findings;
    private final JournalPosition position;
    private WorkerAudit latest;
    private long firstNs;
    private long lastNs;
    private long packets;
    private long gaps;
    private long missing;

    /**
     * Begins a run.
     *
     * @param version the major format version of its header
     * @param policy which packets it records
     * @param fromItsStart whether its first records must be there: they may have been removed with an older file
     * @param findings takes each sentence
     */
    RunAudit(JournalHeader header, int version, PacketPolicy policy, boolean fromItsStart,
            JournalPosition position, Consumer<String> findings) {
        this.header = header;
        this.version = version;
        this.policy = policy;
        this.fromItsStart = fromItsStart;
        this.position = position;
        this.findings = findings;
        for (final WorkerName worker : header.workers()) {
            worker(worker.worker());
        }
    }

    JournalHeader header() {
        return header;
    }

    void packet(PacketEventDecoder packet) {
        worker(packet.worker()).packet(packet.packetNumber());
        packets++;
        time(packet.appNs());
    }

    /** A gap record about this run. */
    void gap(GapEventDecoder gap) {
        gaps++;
        worker(gap.worker()).gap(gap);
        missing += gap.count();
        time(gap.lastAppNs());
    }

    void end(EndEventDecoder end) {
        worker(end.worker()).end(end);
        lastNs = Math.max(lastNs, end.endNs());
    }

    /** The next run says of a worker that it did not end in order. */
    void killed(GapEventDecoder gap) {
        worker(gap.worker()).killed(gap.firstNumber());
    }

    /** Another run follows: what this one did not say of its end, that one must have said. */
    void followed() {
        if (version >= WITH_ENDS) {
            workers.values().forEach(WorkerAudit::followed);
        }
    }

    /** What there is to say of the run. */
    RunSummary summary() {
        return new RunSummary(header, position, packets, gaps, missing, firstNs, lastNs, fromItsStart,
                ending());
    }

    private String ending() {
        if (version < WITH_ENDS) {
            return "its version does not say how it ended";
        }
        if (workers.values().stream().allMatch(WorkerAudit::isEnded)) {
            return "it ended in order";
        }
        return workers.values().stream().anyMatch(WorkerAudit::isKilled)
                ? "it did not end in order, as the next run says"
                : "it has not ended, or was killed";
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
                    it -> new WorkerAudit(it, header.workerName(it), policy, fromItsStart, findings));
        }
        return latest;
    }
}

package io.rxpath.telemetry.journal;

import java.util.function.Consumer;
import java.util.function.Function;

import io.rxpath.telemetry.event.GapRecord;
import io.rxpath.telemetry.event.JournalHeader;
import io.rxpath.telemetry.event.PacketPolicy;

/**
 * Follows a journal from run to run. How a run ended that did not say so is told by the run after it, so that each is
 * handed over one later. Takes memory for the workers of two runs. One thread.
 */
final class RunChain {
    private final long oldestFileNs;
    private final Function<JournalHeader, PacketPolicy> policies;
    private final Consumer<String> findings;
    private final Consumer<RunSummary> runs;
    private RunAudit before;
    private RunAudit run;
    private long count;

    /**
     * Creates the chain.
     *
     * @param oldestFileNs when the oldest file was begun: a run that had started by then may lack what was before it
     * @param policies which packets a run records
     * @param findings takes each sentence about what is wrong
     * @param runs takes each run when all is known of it
     */
    RunChain(long oldestFileNs, Function<JournalHeader, PacketPolicy> policies, Consumer<String> findings,
            Consumer<RunSummary> runs) {
        this.oldestFileNs = oldestFileNs;
        this.policies = policies;
        this.findings = findings;
        this.runs = runs;
    }

    /** How many runs have begun. */
    long count() {
        return count;
    }

    /** Takes the record that {@code reader} has moved to. */
    void take(JournalReader reader) {
        switch (reader.recordType()) {
            case HEADER -> begin(reader);
            case PACKET -> run.packet(reader.packet());
            case GAP -> {
                if (reader.gap().runId() == GapRecord.THIS_RUN) {
                    run.gap(reader.gap());
                } else if (before != null && before.header().runId() == reader.gap().runId()) {
                    before.killed(reader.gap());
                }
            }
            case END -> run.end(reader.end());
            default -> {
                // It is about no packet.
            }
        }
    }

    /** There are no more records. */
    void end() {
        leave();
        before = run;
        run = null;
        if (before != null) {
            runs.accept(before.summary());
        }
    }

    private void begin(JournalReader reader) {
        leave();
        before = run;
        final JournalHeader header = reader.header();
        // Only the oldest file may lack what was before it.
        final boolean fromItsStart = count > 0 || header.startTimeNs() >= oldestFileNs;
        run = new RunAudit(header, reader.version(), policies.apply(header), fromItsStart, reader.position(),
                findings);
        count++;
    }

    private void leave() {
        if (before != null) {
            before.followed();
            runs.accept(before.summary());
            before = null;
        }
    }
}

package io.rxpath.lab.soak;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.rxpath.telemetry.event.Branch;
import io.rxpath.telemetry.event.Cause;
import io.rxpath.telemetry.event.Deliverer;
import io.rxpath.telemetry.event.Evidence;
import io.rxpath.telemetry.event.JournalHeader;
import io.rxpath.telemetry.event.PacketEventEncoder;
import io.rxpath.telemetry.event.StampProvenance;
import io.rxpath.telemetry.event.Via;
import io.rxpath.telemetry.event.WorkerName;
import io.rxpath.telemetry.journal.EventPublisher;
import io.rxpath.telemetry.journal.EventRing;
import io.rxpath.telemetry.journal.JournalAgent;
import io.rxpath.telemetry.journal.JournalFolder;

/** One run of a real journal whose packet numbers a test chooses. */
final class TestJournal implements AutoCloseable {
    private static final int RING = 64;
    private static final int LENGTH = 92;

    private final EventRing ring = new EventRing(RING);
    private final EventPublisher publisher = new EventPublisher(ring, 0);
    private final JournalAgent agent;
    /** What a feed handler would have been told. */
    final BlockSums handled = new BlockSums(100_000);

    TestJournal(Path folder, long runId) {
        JournalHeader header = new JournalHeader(runId, 1, 20_000, 50_000, 1, RING, 77, "host", "0.1", "6.18",
                List.of(new WorkerName(0, "feed")), List.of(), Map.of());
        agent = new JournalAgent(JournalFolder.prepare(folder), header, List.of(ring), 8, 0);
    }

    /** Hands over and journals the packets {@code first} to {@code last}. */
    TestJournal packets(long first, long last) {
        for (long number = first; number <= last; number++) {
            packet(number, LENGTH);
            agent.doWork();
        }
        return this;
    }

    /** As many packets as the ring holds, and {@code lost} more that it drops; the next one writes the gap. */
    TestJournal burst(long first, int lost) {
        for (long number = first; number < first + RING + lost; number++) {
            packet(number, LENGTH);
        }
        while (agent.doWork() > 0) {
            // All that the ring holds.
        }
        return this;
    }

    /** Journals a packet with another length than the handler was told. */
    TestJournal falsified(long number) {
        packet(number, LENGTH + 1);
        agent.doWork();
        return this;
    }

    /** The run ends in order. */
    void end() {
        while (!publisher.finish(1_000)) {
            agent.doWork();
        }
    }

    private void packet(long number, int length) {
        long appNs = 1_000_000 + number;
        handled.add(number, BlockSums.hash(number, appNs, LENGTH, Branch.HOT_POLL.code()));
        PacketEventEncoder event = publisher.begin(number, appNs);
        if (event != null) {
            event.ingressNs(appNs - 500).length(length).branch(Branch.HOT_POLL, Deliverer.BUSY_POLL)
                    .cause(Cause.NONE, Via.NONE).evidence(Evidence.INFERRED, StampProvenance.SOFTWARE);
            publisher.end();
        }
    }

    @Override
    public void close() {
        publisher.flushGap();
        agent.close();
    }
}

package io.rxpath.cli;

import io.rxpath.telemetry.event.Branch;
import io.rxpath.telemetry.event.Cause;
import io.rxpath.telemetry.event.Deliverer;
import io.rxpath.telemetry.event.Evidence;
import io.rxpath.telemetry.event.JournalHeader;
import io.rxpath.telemetry.event.PacketEventEncoder;
import io.rxpath.telemetry.event.PacketFlags;
import io.rxpath.telemetry.event.SocketName;
import io.rxpath.telemetry.event.StampProvenance;
import io.rxpath.telemetry.event.Via;
import io.rxpath.telemetry.event.WorkerName;
import io.rxpath.telemetry.journal.EventPublisher;
import io.rxpath.telemetry.journal.EventRing;
import io.rxpath.telemetry.journal.JournalAgent;
import io.rxpath.telemetry.journal.JournalFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A small journal: a run's header, four packets, a gap of one, one packet more. */
final class SampleJournal {
    static final long START_NS = 1_700_000_000_000_000_000L;
    static final int LINES = 7;

    private SampleJournal() {
    }

    static void write(Path folder) {
        final EventRing ring = new EventRing(4);
        final EventPublisher publisher = new EventPublisher(ring, 0);
        final JournalHeader header = header(0x1234);
        try (JournalAgent agent = new JournalAgent(JournalFolder.prepare(folder), header, List.of(ring), 8)) {
            packet(publisher, 1, Branch.HOT_POLL, Deliverer.BUSY_POLL, Cause.NONE, 5_000, 0);
            packet(publisher, 2, Branch.FALLBACK_IRQ, Deliverer.SOFTIRQ, Cause.WINDOW_EXPIRED, 90_000, 0);
            packet(publisher, 3, Branch.CPU_STEAL, Deliverer.CONTESTED, Cause.PREEMPTED, 90_000, 80_000);
            packet(publisher, 4, Branch.UNKNOWN, Deliverer.CONTESTED, Cause.NO_STAMP, -1, 0);
            packet(publisher, 5, Branch.HOT_POLL, Deliverer.BUSY_POLL, Cause.NONE, 1, 0);
            agent.doWork();
            packet(publisher, 6, Branch.UNKNOWN, Deliverer.CONTESTED, Cause.NO_STAMP, -1, 0);
            agent.doWork();
        }
    }

    /** Another run with every second packet missing. */
    static void writeWithHoles(Path folder, int holes) {
        final EventRing ring = new EventRing(1024);
        final EventPublisher publisher = new EventPublisher(ring, 0);
        try (JournalAgent agent = new JournalAgent(JournalFolder.prepare(folder), header(0x1235),
                List.of(ring), 8)) {
            for (int number = 0; number <= holes; number++) {
                packet(publisher, 2L * number, Branch.HOT_POLL, Deliverer.BUSY_POLL, Cause.NONE, 1, 0);
            }
            agent.doWork();
        }
    }

    /** A run without packets that ends in order. */
    static void writeEnded(Path folder) {
        final EventRing ring = new EventRing(4);
        final JournalAgent agent = new JournalAgent(JournalFolder.prepare(folder), header(0x5678),
                List.of(ring), 8);
        new EventPublisher(ring, 0).finish(START_NS);
        agent.close();
    }

    private static JournalHeader header(long runId) {
        return new JournalHeader(runId, START_NS, 20_000, 50_000, 1, 4, 77, "host", "0.1", "6.18",
                List.of(new WorkerName(0, "md1")), List.of(new SocketName(0, 0, "cme-a", "CME", "310", true)),
                Map.of());
    }

    private static void packet(EventPublisher publisher, long number, Branch branch, Deliverer deliverer,
            Cause cause, long latencyNs, long stealNs) {
        final long appNs = START_NS + number * 1_000_000;
        final PacketEventEncoder encoder = publisher.begin(number, appNs);
        if (encoder == null) {
            return;
        }
        final boolean stamped = latencyNs >= 0;
        encoder.ingressNs(stamped ? appNs - latencyNs : 0).stealNs(stealNs).length(140).napiId(8193)
                .branch(branch, deliverer).cause(cause, Via.NONE)
                .evidence(Evidence.INFERRED, stamped ? StampProvenance.SOFTWARE : StampProvenance.NONE)
                .flags(number == 2 ? PacketFlags.TRUNCATED : 0);
        publisher.end();
    }
}

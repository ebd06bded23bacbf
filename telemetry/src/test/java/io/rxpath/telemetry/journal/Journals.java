package io.rxpath.telemetry.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.rxpath.telemetry.event.Branch;
import io.rxpath.telemetry.event.Cause;
import io.rxpath.telemetry.event.Deliverer;
import io.rxpath.telemetry.event.Evidence;
import io.rxpath.telemetry.event.GapEventDecoder;
import io.rxpath.telemetry.event.GapReason;
import io.rxpath.telemetry.event.JournalHeader;
import io.rxpath.telemetry.event.PacketEventEncoder;
import io.rxpath.telemetry.event.PacketPolicy;
import io.rxpath.telemetry.event.RecordType;
import io.rxpath.telemetry.event.RollPeriod;
import io.rxpath.telemetry.event.SocketName;
import io.rxpath.telemetry.event.StampProvenance;
import io.rxpath.telemetry.event.SyncPolicy;
import io.rxpath.telemetry.event.Via;
import io.rxpath.telemetry.event.WorkerName;

/** What the journal's tests share. */
final class Journals {
    private Journals() {
    }

    static JournalHeader header(long runId) {
        return new JournalHeader(runId, 1_700_000_000_000_000_000L, 20_000, 50_000, 1.5, 1024, 4_000_000_000L,
                "høst", "0.1.0", "6.18.44", List.of(new WorkerName(0, "feed-a"), new WorkerName(1, "feed-b")),
                List.of(new SocketName(0, 0, "cme-a", "XCME", "310", true),
                        new SocketName(1, 0, "iex", "IEXG", "", false)),
                Map.of("config", "busy-poll = 50us"));
    }

    /** The header of a run with the first worker only. */
    static JournalHeader oneWorker(long runId) {
        return oneWorker(runId, PacketPolicy.ALL, SyncPolicy.NONE, RollPeriod.DAILY);
    }

    static JournalHeader oneWorker(long runId, PacketPolicy packets, SyncPolicy sync, RollPeriod roll) {
        final JournalHeader both = header(runId);
        return new JournalHeader(runId, both.startTimeNs(), both.stealFloorNs(), both.fastHitNs(),
                both.lowYieldPerMs(), both.ringCapacity(), both.pid(), both.host(), both.rxpathVersion(),
                both.kernelRelease(), both.workers().subList(0, 1), both.sockets().subList(0, 1),
                both.attributes(), packets, sync, roll);
    }

    /** A packet whose fields follow from its number. */
    static PacketEventEncoder fill(PacketEventEncoder encoder, long number) {
        return encoder.ingressNs(number * 1_000 + 1).stealNs(number % 700).napiId((int) number).length(92)
                .branch(Branch.HOT_POLL, Deliverer.BUSY_POLL).cause(Cause.NONE, Via.NONE)
                .evidence(Evidence.INFERRED, StampProvenance.SOFTWARE).batchIndex((int) (number % 64));
    }

    static long appNs(long number) {
        return number * 1_000 + 800;
    }

    /** Publishes packets as long as they are taken, and drains when they are not. */
    static void publish(EventPublisher publisher, JournalAgent agent, long first, long count) {
        for (long number = first; number < first + count; number++) {
            PacketEventEncoder encoder = publisher.begin(number, appNs(number));
            if (encoder == null) {
                throw new AssertionError("the ring was full at " + number);
            }
            fill(encoder, number);
            publisher.end();
            if (number % 256 == 255) {
                agent.doWork();
            }
        }
        while (agent.doWork() > 0) {
            // until the ring is empty
        }
    }

    /** Ends a run in order. */
    static void end(EventPublisher publisher, JournalAgent agent) {
        while (!publisher.finish(appNs(1_000_000))) {
            agent.doWork();
        }
        agent.close();
    }

    /** All records of a journal in short, such as {@code HEADER 7}, {@code PACKET 0-99}, {@code GAP 100-120 (21)}. */
    static List<String> outline(Path folder) {
        final List<String> outline = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(folder)) {
            long first = -1;
            long last = -1;
            while (reader.next()) {
                final boolean follows = reader.recordType() == RecordType.PACKET && first >= 0
                        && reader.packet().packetNumber() == last + 1;
                if (!follows && first >= 0) {
                    outline.add("PACKET " + first + "-" + last);
                    first = -1;
                }
                switch (reader.recordType()) {
                    case HEADER -> outline.add("HEADER " + reader.header().runId());
                    case PACKET -> {
                        last = reader.packet().packetNumber();
                        first = first < 0 ? last : first;
                    }
                    case GAP -> outline.add(gap(reader.gap()));
                    case END -> outline.add("END of " + reader.end().givenOut() + ": recorded "
                            + reader.end().recorded() + ", left out " + reader.end().leftOut() + ", missing "
                            + reader.end().missing() + ", last " + reader.end().lastNumber());
                    default -> throw new AssertionError(reader.recordType());
                }
            }
            if (first >= 0) {
                outline.add("PACKET " + first + "-" + last);
            }
        }
        return outline;
    }

    private static String gap(GapEventDecoder gap) {
        return gap.reason() == GapReason.KILLED
                ? "KILLED run " + gap.runId() + " worker " + gap.worker() + " from " + gap.firstNumber()
                : "GAP " + gap.reason() + " " + gap.firstNumber() + "-" + gap.lastNumber() + " ("
                        + gap.count() + ")";
    }

    /** Every file of a folder with its length and time. */
    static Map<String, String> files(Path folder) throws IOException {
        final Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (final Path file : all.toList()) {
                if (Files.isRegularFile(file)) {
                    files.put(folder.relativize(file).toString(),
                            Files.size(file) + " " + Files.getLastModifiedTime(file));
                }
            }
        }
        return files;
    }
}

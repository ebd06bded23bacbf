package io.rxpath.telemetry.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.rxpath.telemetry.event.GapEventDecoder;
import io.rxpath.telemetry.event.GapReason;
import io.rxpath.telemetry.event.GapRecord;
import io.rxpath.telemetry.event.RecordType;
import io.rxpath.telemetry.event.SyncPolicy;

/** What a run says of the one before it. A run that is closed without an end stands for a killed one. */
class UnfinishedRunTest {
    private static final long HOUR_MS = TimeUnit.HOURS.toMillis(1);
    private static final String END_OF_NONE = "END of 0: recorded 0, left out 0, missing 0, last -1";

    @TempDir
    Path temp;

    private final AtomicLong clockMs = new AtomicLong(1_700_000_000_000L);

    @Test
    void eachWorkerHasAGapThatNamesTheRun() {
        final Path folder = temp.resolve("j");
        try (Run killed = new Run(folder, 7)) {
            killed.publish(0, 0, 100);
            killed.publish(1, 0, 3);
        }
        try (Run next = new Run(folder, 8)) {
            assertEquals(
                    new UnfinishedRun(7,
                            List.of(new UnfinishedRun.Worker(0, 100, Journals.appNs(99)),
                                    new UnfinishedRun.Worker(1, 3, Journals.appNs(2)))),
                    next.agent.unfinishedRun().orElseThrow());
            assertEquals(2, next.agent.recordsWritten(), "the gaps are records of this run");
        }
        final List<String> gaps = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(folder)) {
            while (reader.next()) {
                if (reader.recordType() == RecordType.GAP) {
                    final GapEventDecoder gap = reader.gap();
                    assertEquals(8, reader.header().runId());
                    assertEquals(GapReason.KILLED, gap.reason());
                    assertEquals(GapRecord.UNKNOWN, gap.lastNumber());
                    assertEquals(GapRecord.UNKNOWN, gap.count());
                    assertEquals(reader.header().startTimeNs(), gap.lastAppNs());
                    gaps.add(gap.runId() + "/" + gap.worker() + " from " + gap.firstNumber() + " at "
                            + gap.firstAppNs());
                }
            }
            assertEquals(0, reader.unknownRecords() + reader.strayBytes());
        }
        assertEquals(List.of("7/0 from 100 at " + Journals.appNs(99), "7/1 from 3 at " + Journals.appNs(2)),
                gaps);
    }

    @Test
    void onlyWorkersWithoutAnEndAreTold() {
        final Path folder = temp.resolve("j");
        try (Run killed = new Run(folder, 1)) {
            killed.publish(0, 0, 5);
            killed.publish(1, 0, 5);
            assertTrue(killed.publishers.get(0).finish(1));
            killed.agent.doWork();
        }
        new Run(folder, 2).end();
        final List<String> outline = Journals.outline(folder);
        assertTrue(outline.contains("KILLED run 1 worker 1 from 5"), outline::toString);
        assertEquals(1, outline.stream().filter(line -> line.startsWith("KILLED")).count());
    }

    @Test
    void nothingIsToldOfARunThatEndedOrOfAnEmptyFolder() {
        final Path folder = temp.resolve("j");
        for (int run = 1; run <= 3; run++) {
            final Run orderly = new Run(folder, run);
            assertTrue(orderly.agent.unfinishedRun().isEmpty());
            orderly.end();
        }
        assertEquals(List.of("HEADER 1", END_OF_NONE, END_OF_NONE, "HEADER 2", END_OF_NONE, END_OF_NONE,
                "HEADER 3", END_OF_NONE, END_OF_NONE), Journals.outline(folder));
    }

    @Test
    void aRunThatDiedAtItsHeaderIsTold() {
        final Path folder = temp.resolve("j");
        new Run(folder, 1).close();
        new Run(folder, 2).close();
        new Run(folder, 3).end();
        assertEquals(List.of("HEADER 1", "HEADER 2", "KILLED run 1 worker 0 from 0",
                "KILLED run 1 worker 1 from 0", "HEADER 3", "KILLED run 2 worker 0 from 0",
                "KILLED run 2 worker 1 from 0", END_OF_NONE, END_OF_NONE), Journals.outline(folder));
    }

    @Test
    void aWorkerThatWasSilentSinceEarlierFilesIsFound() {
        final Path folder = temp.resolve("j");
        try (Run killed = new Run(folder, 1)) {
            killed.publish(1, 0, 3);
            for (int hour = 0; hour < 100; hour++) {
                killed.publish(0, hour * 10, 10);
                clockMs.addAndGet(HOUR_MS);
            }
        }
        try (Run next = new Run(folder, 2)) {
            assertEquals(
                    List.of(new UnfinishedRun.Worker(0, 1000, Journals.appNs(999)),
                            new UnfinishedRun.Worker(1, 3, Journals.appNs(2))),
                    next.agent.unfinishedRun().orElseThrow().workers());
        }
    }

    @Test
    void theRunBeforeIsNotMixedUpWithTheOneBeforeThat() {
        final Path folder = temp.resolve("j");
        try (Run first = new Run(folder, 1)) {
            first.publish(1, 0, 500);
        }
        clockMs.addAndGet(30 * HOUR_MS); // the next run begins with a file of its own
        try (Run second = new Run(folder, 2)) {
            second.publish(0, 0, 5);
        }
        try (Run third = new Run(folder, 3)) {
            assertEquals(List.of(5L, 0L), third.agent.unfinishedRun().orElseThrow().workers().stream()
                    .map(UnfinishedRun.Worker::nextNumber).toList());
        }
    }

    /** It is not looked for beyond some ten thousand documents, and the run is known all the same. */
    @Test
    void ofAWorkerThatWasSilentTooLongTheNumberIsNotKnown() {
        final Path folder = temp.resolve("j");
        final int packets = 33_000;
        try (Run killed = new Run(folder, 1)) {
            killed.publish(1, 0, 3);
            for (int number = 0; number < packets; number++) { // each a document of its own
                killed.publish(0, number, 1);
            }
        }
        try (Run next = new Run(folder, 2)) {
            final UnfinishedRun run = next.agent.unfinishedRun().orElseThrow();
            assertEquals(1, run.runId());
            assertEquals(List.of((long) packets, GapRecord.UNKNOWN),
                    run.workers().stream().map(UnfinishedRun.Worker::nextNumber).toList());
        }
    }

    @Test
    void aGapAtTheEndOfTheKilledRunCounts() {
        final Path folder = temp.resolve("j");
        try (Run killed = new Run(folder, 1)) {
            for (int number = 0; number < 1500; number++) { // more than the ring holds
                if (killed.publishers.get(0).begin(number, Journals.appNs(number)) != null) {
                    killed.publishers.get(0).end();
                }
            }
            killed.agent.doWork();
            killed.agent.doWork();
            assertTrue(killed.publishers.get(0).flushGap());
            killed.agent.doWork();
        }
        try (Run next = new Run(folder, 2)) {
            assertEquals(1500, next.agent.unfinishedRun().orElseThrow().workers().get(0).nextNumber());
        }
    }

    /** A run of two workers, closed without an end unless it is ended. */
    private final class Run implements AutoCloseable {
        private final List<EventRing> rings = List.of(new EventRing(1024), new EventRing(1024));
        private final List<EventPublisher> publishers = List.of(new EventPublisher(rings.get(0), 0),
                new EventPublisher(rings.get(1), 1));
        private final JournalAgent agent;

        Run(Path folder, long runId) {
            agent = new JournalAgent(
                    new ChronicleStore(JournalFolder.prepare(folder),
                            JournalHeaderCodec.encode(Journals.header(runId)), 512 * 64, 0, clockMs::get),
                    SyncPolicy.NONE, rings, 512, System::nanoTime);
        }

        void publish(int worker, long first, long count) {
            Journals.publish(publishers.get(worker), agent, first, count);
        }

        void end() {
            for (final EventPublisher publisher : publishers) {
                assertTrue(publisher.finish(1));
            }
            agent.close();
        }

        @Override
        public void close() {
            agent.close();
        }
    }
}

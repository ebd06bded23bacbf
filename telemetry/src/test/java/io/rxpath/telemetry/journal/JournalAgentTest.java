package io.rxpath.telemetry.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.rxpath.telemetry.event.EndEventDecoder;
import io.rxpath.telemetry.event.GapEventDecoder;
import io.rxpath.telemetry.event.GapReason;
import io.rxpath.telemetry.event.JournalRecord;
import io.rxpath.telemetry.event.PacketEventDecoder;
import io.rxpath.telemetry.event.RecordType;
import io.rxpath.telemetry.event.SyncPolicy;

/** What the agent does when writing fails, against a store that fails on command. */
class JournalAgentTest {
    private static final int BATCH = 8;

    @TempDir
    Path temp;

    private final EventRing first = new EventRing(64);
    private final EventRing second = new EventRing(64);
    private final EventPublisher[] publishers = {new EventPublisher(first, 0), new EventPublisher(second, 1)};
    private final long[] numbers = new long[2];
    private final Store store = new Store();
    private long nowNs;
    private final JournalAgent agent = new JournalAgent(store, List.of(first, second), BATCH, () -> nowNs);

    @Test
    void manyRecordsGoIntoOneDocument() {
        publish(0, 10);
        publish(1, 3);
        assertEquals(13, turns(3));
        assertEquals(13, agent.recordsWritten());
        assertTrue(store.documents.size() <= 3, store.documents::toString);
        check();
    }

    @Test
    void aFailureIsCountedAndWhatIsLostBecomesAGapOfEachWorker() {
        publish(0, 4);
        turns(1);
        store.failing = new InternalError("disk full");
        publish(0, 3);
        publish(1, 2);
        turns(1);
        assertEquals(1, agent.writeFailures().count());
        assertTrue(agent.writeFailures().lastReason().contains("disk full"));
        publish(0, 5);
        publish(1, 6);
        turns(4);
        assertEquals(11, agent.recordsLost());
        assertEquals(0, first.size() + second.size(), "the rings stay empty");
        store.failing = null;
        turns(1);
        assertEquals(4, agent.recordsWritten(), "too early to try again");
        nowNs += TimeUnit.SECONDS.toNanos(2);
        publish(0, 1);
        turns(1);
        check();
        assertEquals(List.of("0:0", "0:1", "0:2", "0:3", "0:4", "0:5", "0:6", "1:0", "1:1", "gap 1:2-7 (6)",
                "gap 0:7-11 (5)", "0:12"), store.outline());
    }

    @Test
    void aBatchThatDidReachTheJournalIsNotWrittenTwice() {
        publish(0, 3);
        store.failing = new InternalError("after the last byte");
        store.failsAfterWriting = true;
        turns(1);
        store.failing = null;
        nowNs += TimeUnit.SECONDS.toNanos(2);
        publish(0, 1);
        turns(1);
        check();
        assertEquals(4, agent.recordsWritten());
    }

    @Test
    void aGapOfTheRingThatIsLostIsNotForgotten() {
        store.failing = new IllegalStateException("no");
        publish(0, 1);
        turns(1);
        publish(0, 70);
        turns(10);
        publish(0, 1);
        turns(1);
        store.failing = null;
        nowNs += TimeUnit.SECONDS.toNanos(2);
        turns(1);
        check();
        assertEquals(List.of("0:0", "gap 0:1-71 (71)"), store.outline());
    }

    @Test
    void tooLittleSpaceIsTreatedAsAFailure() {
        store.free = -1;
        publish(0, 5);
        turns(1);
        assertEquals(1, agent.writeFailures().count());
        assertEquals(5, agent.recordsLost());
        nowNs += TimeUnit.SECONDS.toNanos(2);
        turns(1);
        assertEquals(2, agent.writeFailures().count());
        store.free = 1;
        nowNs += TimeUnit.SECONDS.toNanos(2);
        publish(0, 1);
        turns(1);
        check();
        assertEquals(List.of("gap 0:0-4 (5)", "0:5"), store.outline());
    }

    @Test
    void theEndOfARunTriesOnceMore() {
        store.failing = new InternalError("disk full");
        publish(0, 2);
        turns(1);
        publish(0, 2);
        turns(1);
        store.failing = null;
        publish(0, 2);
        agent.close();
        check();
        assertTrue(store.closed);
        assertEquals(List.of("0:0", "0:1", "gap 0:2-3 (2)", "0:4", "0:5"), store.outline());
    }

    @Test
    void theEndOfARunCountsWhatCouldNotBeWritten() {
        store.failing = new InternalError("disk full");
        publish(0, 2);
        turns(1);
        publish(1, 3);
        agent.close();
        assertTrue(store.closed);
        assertEquals(5, agent.recordsLost());
        assertEquals(0, agent.recordsWritten());
    }

    @Test
    void theEndOfARunCountsItsRecords() {
        publish(0, 10);
        publish(1, 3);
        finish();
        agent.close();
        assertEquals(List.of("end 0: 10 of 10", "end 1: 3 of 3"), store.ends());
    }

    @Test
    void anEndThatCannotBeWrittenComesWhenWritingGoesAgain() {
        publish(0, 2);
        turns(1);
        store.failing = new InternalError("disk full");
        publish(0, 1);
        turns(1);
        publish(0, 4);
        finish();
        turns(2);
        store.failing = null;
        agent.close();
        check();
        assertEquals(List.of("0:0", "0:1", "0:2", "gap 0:3-6 (4)"), store.outline());
        assertEquals(List.of("end 0: 3 of 7", "end 1: 0 of 0"), store.ends());
    }

    @Test
    void anEndThatIsNeverWrittenIsNone() {
        store.failing = new InternalError("disk full");
        publish(0, 2);
        turns(1);
        finish();
        agent.close();
        assertEquals(List.of(), store.ends());
    }

    @Test
    void aBatchIsForcedBeforeTheNext() {
        final JournalAgent synced = synced(SyncPolicy.BATCH);
        publish(0, 5);
        synced.doWork();
        publish(0, 5);
        synced.doWork();
        assertEquals(store.documents.size(), store.syncs);
        assertEquals(new SyncStatus(SyncPolicy.BATCH, store.syncs, 10, WriteFailures.NONE), synced.sync());
        synced.close();
        assertEquals(store.documents.size(), store.syncs, "nothing was left to force");
    }

    @Test
    void anIntervalIsCountedFromTheFirstUnforcedRecord() {
        final JournalAgent synced = synced(new SyncPolicy(100));
        synced.doWork();
        assertEquals(0, store.syncs);
        publish(0, 1);
        synced.doWork();
        nowNs += 99;
        publish(0, 1);
        synced.doWork();
        assertEquals(0, store.syncs);
        nowNs += 1;
        synced.doWork();
        assertEquals(1, store.syncs);
        assertEquals(2, synced.sync().recordsSynced());
        nowNs += 1_000;
        synced.doWork();
        assertEquals(1, store.syncs, "nothing to force");
        publish(0, 1);
        synced.doWork();
        synced.close();
        assertEquals(2, store.syncs);
        assertEquals(3, synced.sync().recordsSynced());
    }

    @Test
    void whatCouldNotBeForcedIsNeverCalledCertainAgain() {
        final JournalAgent synced = synced(SyncPolicy.BATCH);
        publish(0, 3);
        synced.doWork();
        store.syncFails = true;
        publish(0, 3);
        synced.doWork();
        store.syncFails = false;
        publish(0, 3);
        synced.doWork();
        assertEquals(3, synced.sync().recordsSynced());
        assertEquals(1, synced.sync().failures().count());
        assertTrue(synced.sync().failures().lastReason().contains("the disk is gone"));
        assertEquals(9, synced.recordsWritten(), "the journal is written all the same");
        assertEquals(0, synced.writeFailures().count());
    }

    @Test
    void withoutAPolicyNothingIsForced() {
        publish(0, 5);
        turns(2);
        agent.close();
        assertEquals(0, store.syncs);
    }

    @Test
    void whateverFailsEachNumberIsThereOnce() {
        final long seed = System.nanoTime();
        final SplittableRandom random = new SplittableRandom(seed);
        for (int turn = 0; turn < 20_000; turn++) {
            store.failing = random.nextInt(4) == 0 ? new InternalError() : null;
            store.failsAfterWriting = random.nextBoolean();
            store.failsToRecover = random.nextInt(3) == 0;
            store.free = random.nextInt(20) == 0 ? -1 : 1;
            nowNs += random.nextLong(TimeUnit.MILLISECONDS.toNanos(700));
            publish(0, random.nextInt(40));
            publish(1, random.nextInt(40));
            agent.doWork();
        }
        store.failing = null;
        store.failsToRecover = false;
        store.free = 1;
        finish();
        agent.close();
        assertEquals(2, store.ends().size(), "seed " + seed);
        check("seed " + seed);
        assertTrue(agent.writeFailures().count() > 100, "seed " + seed);
        assertTrue(agent.recordsLost() > 100, "seed " + seed);
    }

    @Test
    void refusesAnImpossibleBatch() {
        final JournalFolder folder = JournalFolder.prepare(temp.resolve("j"));
        for (final int batch : new int[]{0, -1, JournalAgent.MAX_BATCH_RECORDS + 1}) {
            assertThrows(IllegalArgumentException.class,
                    () -> new JournalAgent(folder, Journals.header(1), List.of(first), batch));
        }
        assertThrows(IllegalArgumentException.class,
                () -> new JournalAgent(folder, Journals.header(1), List.of(), 1));
    }

    @Test
    void refusesADiskThatIsNearlyFullAndLetsTheFolderGo() {
        final JournalFolder folder = JournalFolder.prepare(temp.resolve("j"));
        final String sentence = assertThrows(JournalException.class,
                () -> new JournalAgent(folder, Journals.header(1), List.of(first), 8, Long.MAX_VALUE >> 1))
                .getMessage();
        assertTrue(sentence.contains("MB free") && sentence.contains(folder.toString()), sentence);
        new JournalAgent(folder, Journals.header(1), List.of(first), 8, 0).close();
    }

    private void publish(int worker, int count) {
        for (int i = 0; i < count; i++) {
            final long number = numbers[worker]++;
            if (publishers[worker].begin(number, Journals.appNs(number)) != null) {
                publishers[worker].end();
            }
        }
    }

    private void finish() {
        for (final EventPublisher publisher : publishers) {
            while (!publisher.finish(1)) {
                agent.doWork();
            }
        }
    }

    private JournalAgent synced(SyncPolicy sync) {
        return new JournalAgent(store, sync, Optional.empty(), List.of(first, second), BATCH, () -> nowNs);
    }

    private int turns(int count) {
        int taken = 0;
        for (int i = 0; i < count; i++) {
            taken += agent.doWork();
        }
        return taken;
    }

    private void check() {
        check("");
    }

    private void check(String hint) {
        for (int worker = 0; worker < 2; worker++) {
            final Coverage coverage = new Coverage(worker);
            for (final UnsafeBuffer document : store.documents) {
                for (int at = 0; at < document.capacity(); at += JournalRecord.LENGTH) {
                    if (JournalRecord.type(document, at) != RecordType.END
                            && new PacketEventDecoder().wrap(document, at, 0).worker() == worker) {
                        coverage.onSlot(document, at);
                    }
                }
            }
            assertNull(coverage.wrong, hint);
            assertEquals(numbers[worker], coverage.next, hint);
        }
    }

    /** Keeps documents in memory and fails on command, before or after the document is in. */
    private static final class Store implements DocumentStore {
        final List<UnsafeBuffer> documents = new ArrayList<>();
        private final UnsafeBuffer staging = new UnsafeBuffer(new byte[BATCH * JournalRecord.LENGTH]);
        Throwable failing;
        boolean failsAfterWriting;
        boolean failsToRecover;
        boolean lastWritten;
        boolean closed;
        long free = 1;
        int syncs;
        boolean syncFails;

        @Override
        public UnsafeBuffer staging() {
            return staging;
        }

        @Override
        public void append(int length) {
            lastWritten = failing == null || failsAfterWriting;
            if (lastWritten) {
                final byte[] bytes = new byte[length];
                staging.getBytes(0, bytes);
                documents.add(new UnsafeBuffer(bytes));
            }
            fail();
        }

        @Override
        public boolean recover(int length) {
            if (failsToRecover) {
                throw new IllegalStateException("no");
            }
            final boolean written = lastWritten && length > 0;
            lastWritten = false;
            return written;
        }

        @Override
        public void sync() {
            syncs++;
            if (syncFails) {
                throw new IllegalStateException("the disk is gone");
            }
        }

        @Override
        public long freeBytes() {
            return free;
        }

        @Override
        public void close() {
            closed = true;
        }

        /** What the ends say, and whether they are right. */
        List<String> ends() {
            final List<String> ends = new ArrayList<>();
            final Map<Integer, Integer> packets = new HashMap<>();
            for (final UnsafeBuffer document : documents) {
                for (int at = 0; at < document.capacity(); at += JournalRecord.LENGTH) {
                    if (JournalRecord.type(document, at) == RecordType.PACKET) {
                        packets.merge(new PacketEventDecoder().wrap(document, at, 0).worker(), 1,
                                Integer::sum);
                    } else if (JournalRecord.type(document, at) == RecordType.END) {
                        final EndEventDecoder end = new EndEventDecoder().wrap(document, at);
                        assertEquals(packets.getOrDefault(end.worker(), 0).longValue(), end.recorded());
                        ends.add("end " + end.worker() + ": " + end.recorded() + " of " + end.givenOut());
                    }
                }
            }
            ends.sort(null);
            return ends;
        }

        List<String> outline() {
            final Outline outline = new Outline();
            for (final UnsafeBuffer document : documents) {
                for (int at = 0; at < document.capacity(); at += JournalRecord.LENGTH) {
                    outline.add(document, at);
                }
            }
            return outline.lines;
        }

        private void fail() {
            if (failing instanceof final Error error) {
                throw error;
            }
            if (failing instanceof final RuntimeException exception) {
                throw exception;
            }
        }
    }

    private static final class Outline {
        final List<String> lines = new ArrayList<>();

        void add(UnsafeBuffer document, int at) {
            if (JournalRecord.type(document, at) == RecordType.END) {
                return;
            }
            if (JournalRecord.type(document, at) == RecordType.GAP) {
                final GapEventDecoder gap = new GapEventDecoder().wrap(document, at);
                assertEquals(GapReason.WRITE_FAILED, gap.reason());
                lines.add("gap " + gap.worker() + ":" + gap.firstNumber() + "-" + gap.lastNumber() + " ("
                        + gap.count() + ")");
            } else {
                final PacketEventDecoder packet = new PacketEventDecoder().wrap(document, at, 0);
                lines.add(packet.worker() + ":" + packet.packetNumber());
            }
        }
    }
}

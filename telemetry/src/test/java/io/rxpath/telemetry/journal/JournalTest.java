package io.rxpath.telemetry.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.rxpath.telemetry.event.GapEventEncoder;
import io.rxpath.telemetry.event.GapReason;
import io.rxpath.telemetry.event.JournalRecord;
import io.rxpath.telemetry.event.PacketEventDecoder;
import io.rxpath.telemetry.event.PacketEventEncoder;
import io.rxpath.telemetry.event.RecordType;

/** Written by the agent to a real queue and read back. */
class JournalTest {
    private static final String END = "END of 10: recorded 10, left out 0, missing 0, last 9";
    private static final Set<RecordType> KNOWN = EnumSet.of(RecordType.PACKET, RecordType.GAP,
            RecordType.FEED, RecordType.END);
    private static final long DAY_MS = TimeUnit.DAYS.toMillis(1);

    @TempDir
    Path temp;

    private final EventRing ring = new EventRing(1024);
    private final EventPublisher publisher = new EventPublisher(ring, 0);

    @Test
    void aMillionRecordsReadBackOnceAndInOrder() {
        final int count = 1_000_000;
        final Path folder = temp.resolve("j");
        try (JournalAgent agent = agent(folder, 1)) {
            Journals.publish(publisher, agent, 0, count);
            assertEquals(count, agent.recordsWritten());
            assertEquals(0, agent.writeFailures().count(), () -> agent.writeFailures().lastReason());
        }
        final Coverage coverage = new Coverage(0);
        try (JournalReader reader = JournalReader.open(folder)) {
            assertNull(reader.header());
            assertTrue(reader.next());
            assertSame(RecordType.HEADER, reader.recordType());
            assertEquals(Journals.oneWorker(1), reader.header());
            while (reader.next()) {
                assertSame(RecordType.PACKET, reader.recordType());
                final PacketEventDecoder packet = reader.packet();
                coverage.packet(packet);
                if (packet.latencyNs() != 799 || packet.stealNs() != packet.packetNumber() % 700
                        || packet.pollNs() != 799 - packet.stealNs() || packet.length() != 92) {
                    throw new AssertionError("packet " + packet.packetNumber());
                }
            }
            assertEquals(0, reader.unknownRecords());
            assertEquals(0, reader.strayBytes());
        }
        assertNull(coverage.wrong);
        assertEquals(count, coverage.next);
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void threeThreadsAndARingThatIsTooSmall() throws InterruptedException {
        final int count = 300_000;
        final Path folder = temp.resolve("j");
        final EventRing small = new EventRing(64);
        final EventPublisher hurried = new EventPublisher(small, 0);
        final AtomicBoolean stop = new AtomicBoolean();
        final JournalAgent agent = new JournalAgent(JournalFolder.prepare(folder), Journals.header(1),
                List.of(small), JournalAgent.DEFAULT_BATCH_RECORDS, 0);
        final Thread journal = new Thread(() -> {
            while (!stop.get()) {
                if (agent.doWork() == 0) {
                    Thread.yield();
                }
            }
            agent.close();
        }, "journal");
        journal.start();
        final Coverage coverage = new Coverage(0);
        try (JournalReader reader = JournalReader.open(folder)) {
            for (long number = 0; number < count; number++) {
                if (hurried.begin(number, Journals.appNs(number)) != null) {
                    hurried.end();
                }
                if (number % 10_000 == 0) {
                    read(reader, coverage);
                }
            }
            while (!hurried.flushGap()) {
                Thread.yield();
            }
            stop.set(true);
            journal.join();
            read(reader, coverage);
        }
        assertNull(coverage.wrong);
        assertEquals(count, coverage.next);
        assertEquals(hurried.published(), coverage.packets);
        assertEquals(hurried.dropped(), coverage.missing);
        assertTrue(coverage.gaps > 0, "the ring was never full");
    }

    @Test
    void aReaderFollowsWhatIsWritten() {
        final Path folder = temp.resolve("j");
        try (JournalAgent agent = agent(folder, 1); JournalReader reader = JournalReader.open(folder)) {
            assertTrue(reader.next());
            assertFalse(reader.next());
            assertFalse(reader.next());
            for (int round = 0; round < 3; round++) {
                // beyond the blocks that were mapped when the reader was opened
                Journals.publish(publisher, agent, round * 200_000L, 200_000);
                for (long number = round * 200_000L; number < (round + 1) * 200_000L; number++) {
                    assertTrue(reader.next());
                    assertEquals(number, reader.packet().packetNumber());
                }
                assertFalse(reader.next());
            }
        }
    }

    @Test
    void runsFollowOneAnotherInAFolder() throws IOException {
        final Path folder = temp.resolve("j");
        for (int run = 1; run <= 3; run++) {
            run(folder, run, System::currentTimeMillis);
        }
        assertEquals(List.of("HEADER 1", "PACKET 0-9", END, "HEADER 2", "PACKET 0-9", END, "HEADER 3",
                "PACKET 0-9", END), Journals.outline(folder));
    }

    @Test
    void eachDayHasAFileThatStartsWithTheHeader() throws IOException {
        final Path folder = temp.resolve("j");
        final AtomicLong clock = new AtomicLong(1_700_000_000_000L);
        try (JournalAgent agent = agent(folder, 1, clock::get)) {
            Journals.publish(publisher, agent, 0, 10);
            clock.addAndGet(DAY_MS);
            Journals.publish(publisher, agent, 10, 10);
            clock.addAndGet(3 * DAY_MS);
            Journals.publish(publisher, agent, 20, 10);
            clock.addAndGet(-2 * DAY_MS);
            Journals.publish(publisher, agent, 30, 10);
            assertEquals(0, agent.writeFailures().count(), () -> agent.writeFailures().lastReason());
            Journals.end(publisher, agent);
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(3, files.filter(file -> file.toString().endsWith(".cq4")).count());
        }
        final String end = "END of 40: recorded 40, left out 0, missing 0, last 39";
        assertEquals(List.of("HEADER 1", "PACKET 0-39", end), Journals.outline(folder));
        // a restart after the clock was put back goes on in the newest file
        run(folder, 2, () -> 1_700_000_000_000L);
        assertEquals(List.of("HEADER 1", "PACKET 0-39", end, "HEADER 2", "PACKET 0-9", END),
                Journals.outline(folder));
    }

    @Test
    void aJournalWhoseOldestDaysWereRemovedIsStillReadAndWritten() throws IOException {
        final Path folder = temp.resolve("j");
        final AtomicLong clock = new AtomicLong(1_700_000_000_000L);
        try (JournalAgent agent = agent(folder, 1, clock::get)) {
            for (int day = 0; day < 4; day++) {
                Journals.publish(publisher, agent, day * 10, 10);
                clock.addAndGet(DAY_MS);
            }
            Journals.end(publisher, agent);
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (final Path file : files.filter(f -> f.toString().endsWith(".cq4")).sorted().limit(2)
                    .toList()) {
                Files.delete(file);
            }
        }
        final String end = "END of 40: recorded 40, left out 0, missing 0, last 39";
        assertEquals(List.of("HEADER 1", "PACKET 20-39", end), Journals.outline(folder));
        run(folder, 2, clock::get);
        assertEquals(List.of("HEADER 1", "PACKET 20-39", end, "HEADER 2", "PACKET 0-9", END),
                Journals.outline(folder));
    }

    @Test
    void aLockLeftByAProcessThatHadOurIdIsNotWaitedFor() {
        final Path folder = temp.resolve("j");
        run(folder, 1, System::currentTimeMillis);
        try (SingleChronicleQueue queue = JournalFiles.openForWriting(folder, System::currentTimeMillis)) {
            queue.tableStorePut("chronicle.write.lock", Long.MIN_VALUE);
            queue.tableStorePut("chronicle.write.lock", ProcessHandle.current().pid());
        }
        run(folder, 2, System::currentTimeMillis);
        assertEquals(List.of("HEADER 1", "PACKET 0-9", END, "HEADER 2", "PACKET 0-9", END),
                Journals.outline(folder));
    }

    @Test
    void recordsOfANewerKindArePassedOverAndCounted() {
        final Path folder = temp.resolve("j");
        try (JournalAgent agent = agent(folder, 1)) {
            Journals.publish(publisher, agent, 0, 1);
            for (int code = 0; code < 16; code++) {
                final int offset = ring.claim();
                ring.buffer().setMemory(offset, 64, (byte) 0);
                ring.buffer().putByte(offset + JournalRecord.TYPE_VERSION_OFFSET, (byte) (code << 4 | 1));
                if (!KNOWN.contains(RecordType.of(code))) {
                    ring.publishRelease();
                }
            }
            final int newer = ring.claim();
            ring.buffer().putByte(newer + JournalRecord.TYPE_VERSION_OFFSET, (byte) 0x23);
            ring.publishRelease();
            Journals.publish(publisher, agent, 1, 1);
        }
        try (JournalReader reader = JournalReader.open(folder)) {
            int packets = 0;
            while (reader.next()) {
                packets += reader.recordType() == RecordType.PACKET ? 1 : 0;
            }
            assertEquals(2, packets);
            assertEquals(13, reader.unknownRecords());
        }
    }

    @Test
    void recordsOfTheVersionBeforeAreRead() {
        final Path folder = temp.resolve("j");
        final DirectBuffer encoded = JournalHeaderCodec.encode(Journals.header(1));
        final UnsafeBuffer header = new UnsafeBuffer(new byte[encoded.capacity()]);
        header.putBytes(0, encoded, 0, encoded.capacity());
        setVersionBefore(header, 0);
        try (ChronicleStore store = new ChronicleStore(JournalFolder.prepare(folder), header, 512, 0,
                System::currentTimeMillis)) {
            final UnsafeBuffer staging = store.staging();
            Journals.fill(new PacketEventEncoder().wrap(staging, 0), 0).appNs(Journals.appNs(0)).write();
            new GapEventEncoder().wrap(staging, 64).worker(0, GapReason.RING_FULL).numbers(1, 2, 2)
                    .appNs(Journals.appNs(1), Journals.appNs(2));
            setVersionBefore(staging, 0);
            setVersionBefore(staging, 64);
            store.append(128);
        }
        assertEquals(List.of("HEADER 1", "PACKET 0-0", "GAP RING_FULL 1-2 (2)"), Journals.outline(folder));
        // and such a journal is gone on with
        try (JournalAgent agent = agent(folder, 2)) {
            Journals.publish(publisher, agent, 0, 5);
        }
        try (JournalReader reader = JournalReader.open(folder)) {
            assertTrue(reader.moveToTime(Journals.appNs(2)));
            assertTrue(reader.next());
            assertSame(RecordType.GAP, reader.recordType());
            assertEquals(1, reader.header().runId());
            while (reader.next()) {
                // to the end
            }
            assertEquals(2, reader.header().runId());
            assertEquals(0, reader.unknownRecords());
        }
    }

    private static void setVersionBefore(UnsafeBuffer buffer, int offset) {
        final int code = JournalRecord.typeCode(buffer, offset);
        buffer.putByte(offset + JournalRecord.TYPE_VERSION_OFFSET,
                (byte) (code << 4 | JournalRecord.VERSION - 1));
    }

    @Test
    void bytesThatMakeNoRecordAreCounted() {
        final Path folder = temp.resolve("j");
        try (ChronicleStore store = store(folder, 1, System::currentTimeMillis)) {
            store.staging().setMemory(0, 100, (byte) 0);
            store.append(100);
            store.append(10);
        }
        try (JournalReader reader = JournalReader.open(folder)) {
            assertTrue(reader.next());
            assertFalse(reader.next());
            assertEquals(1, reader.unknownRecords());
            assertEquals(46, reader.strayBytes());
        }
    }

    @Test
    void aNewerVersionIsRefusedForReadingAndForWriting() throws IOException {
        final Path first = temp.resolve("first");
        try (ChronicleStore store = newerStore(first)) {
            assertEquals(64, store.staging().capacity());
        }
        final Path last = temp.resolve("last");
        try (JournalAgent agent = agent(last, 1)) {
            Journals.publish(publisher, agent, 0, 5);
        }
        try (ChronicleStore store = store(last, 2, System::currentTimeMillis)) {
            final UnsafeBuffer staging = store.staging();
            staging.setMemory(0, 64, (byte) 0);
            staging.putByte(JournalRecord.TYPE_VERSION_OFFSET, (byte) (RecordType.PACKET.code() << 4 | 3));
            store.append(64);
        }
        final Map<String, String> before = Journals.files(temp);
        assertEquals(3, assertThrows(JournalVersionException.class, () -> JournalReader.open(first)).found());
        assertEquals(3,
                assertThrows(JournalVersionException.class, () -> JournalFolder.prepare(first)).found());
        assertEquals(3,
                assertThrows(JournalVersionException.class, () -> JournalFolder.prepare(last)).found());
        assertEquals(before, Journals.files(temp));
    }

    @Test
    void aFolderHasOneWriterAtATime() {
        final Path folder = temp.resolve("j");
        final JournalFolder prepared = JournalFolder.prepare(folder);
        try (JournalAgent agent = agent(folder, 1)) {
            assertEquals(
                    "The journal folder " + folder
                            + " is being written by another receiver: stop it or name another folder.",
                    assertThrows(JournalException.class,
                            () -> new JournalAgent(prepared, Journals.header(2), List.of(ring), 1))
                            .getMessage());
            Journals.publish(publisher, agent, 0, 5);
        }
        assertEquals(List.of("HEADER 1", "PACKET 0-4"), Journals.outline(folder));
    }

    @Test
    void whatTheRingHoldsIsWrittenAtTheEnd() {
        final Path folder = temp.resolve("j");
        final JournalAgent agent = agent(folder, 1);
        for (int number = 0; number < 1000; number++) {
            publisher.begin(number, Journals.appNs(number));
            publisher.end();
        }
        agent.close();
        agent.close();
        assertEquals(0, agent.doWork());
        assertEquals(1000, agent.recordsWritten());
        assertEquals(List.of("HEADER 1", "PACKET 0-999"), Journals.outline(folder));
    }

    private static void read(JournalReader reader, Coverage coverage) {
        while (reader.next()) {
            switch (reader.recordType()) {
                case PACKET -> coverage.packet(reader.packet());
                case GAP -> coverage.gap(reader.gap());
                default -> assertEquals(1, reader.header().runId());
            }
        }
    }

    private JournalAgent agent(Path folder, long runId) {
        return new JournalAgent(JournalFolder.prepare(folder), Journals.oneWorker(runId), List.of(ring),
                JournalAgent.DEFAULT_BATCH_RECORDS, 0);
    }

    private JournalAgent agent(Path folder, long runId, LongSupplier clockMs) {
        return new JournalAgent(store(folder, runId, clockMs), List.of(ring), 512, System::nanoTime);
    }

    /** Ten packets and an end in order. */
    private static void run(Path folder, long runId, LongSupplier clockMs) {
        final EventRing own = new EventRing(1024);
        final EventPublisher publisher = new EventPublisher(own, 0);
        final JournalAgent agent = new JournalAgent(store(folder, runId, clockMs), List.of(own), 512,
                System::nanoTime);
        Journals.publish(publisher, agent, 0, 10);
        Journals.end(publisher, agent);
    }

    private static ChronicleStore store(Path folder, long runId, LongSupplier clockMs) {
        return new ChronicleStore(JournalFolder.prepare(folder),
                JournalHeaderCodec.encode(Journals.oneWorker(runId)), 512 * 64, 0, clockMs);
    }

    private static ChronicleStore newerStore(Path folder) {
        final UnsafeBuffer header = new UnsafeBuffer(new byte[64]);
        header.putLong(0, JournalHeaderCodec.MAGIC);
        header.putByte(JournalRecord.TYPE_VERSION_OFFSET, (byte) (RecordType.HEADER.code() << 4 | 3));
        return new ChronicleStore(JournalFolder.prepare(folder), header, 64, 0, System::currentTimeMillis);
    }
}

package io.rxpath.lab.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real journals, sound and unsound. */
class JournalTallyTest {
    @TempDir
    private Path folder;

    private RunAccount onlyRun() {
        JournalTally tally = JournalTally.read(folder, 100_000);
        assertEquals("", tally.damage());
        assertEquals(0, tally.unknownRecords() + tally.strayBytes());
        assertEquals(1, tally.runs().size());
        return tally.runs().getFirst();
    }

    @Test
    void packetsAndGapsAreCounted() {
        try (TestJournal journal = new TestJournal(folder, 7)) {
            journal.packets(0, 99).burst(100, 30).packets(194, 200);
        }
        RunAccount run = onlyRun();
        assertEquals(7, run.runId());
        assertEquals(171, run.packets());
        assertEquals(1, run.gapRecords());
        assertEquals(30, run.inGaps());
        assertEquals(172, run.records());
        assertEquals(201, run.covered());
        assertEquals(0, run.missing() + run.repeated());
        assertEquals("", run.wrong());
    }

    @Test
    void aPacketThatIsNotThereIsMissed() {
        try (TestJournal journal = new TestJournal(folder, 7)) {
            journal.packets(0, 49).packets(51, 99);
        }
        assertEquals(1, onlyRun().missing());
        assertEquals("packets 50 to 50 are missing before packet 51", onlyRun().wrong());
    }

    @Test
    void aPacketThatIsThereTwiceIsFound() {
        try (TestJournal journal = new TestJournal(folder, 7)) {
            journal.packets(0, 49).packets(49, 99);
        }
        assertEquals(1, onlyRun().repeated());
    }

    @Test
    void aPacketThatSaysSomethingElseIsFound() {
        TestJournal journal = new TestJournal(folder, 7);
        try (journal) {
            journal.packets(0, 49).falsified(50).packets(51, 99);
        }
        assertEquals(0, onlyRun().missing() + onlyRun().repeated());
        assertEquals(new BlockSums.Comparison(1, 1), onlyRun().sums().compare(journal.handled));
    }

    @Test
    void theSamePacketsAreComparedAsTheSame() {
        TestJournal journal = new TestJournal(folder, 7);
        try (journal) {
            journal.packets(0, 99);
        }
        assertEquals(new BlockSums.Comparison(1, 0), onlyRun().sums().compare(journal.handled));
    }

    @Test
    void runsAreKeptApart() {
        for (long run = 1; run <= 3; run++) {
            try (TestJournal journal = new TestJournal(folder, run)) {
                journal.packets(0, run * 10);
            }
        }
        JournalTally tally = JournalTally.read(folder, 0);
        assertEquals("[1, 2, 3]", tally.runs().stream().map(RunAccount::runId).toList().toString());
        assertEquals(21, tally.run(2).orElseThrow().packets());
        assertEquals(0, tally.runs().stream().mapToLong(RunAccount::missing).sum());
    }

    @Test
    void aFolderWithoutAJournalIsSaid() {
        assertTrue(JournalTally.read(folder, 0).damage().contains("not an rxpath journal"));
    }

    @Test
    void aDamagedRecordIsMissed() throws IOException {
        try (TestJournal journal = new TestJournal(folder, 7)) {
            journal.packets(0, 99);
        }
        spoil(50);
        JournalTally tally = JournalTally.read(folder, 0);
        assertEquals(1, tally.unknownRecords());
        assertEquals(1, tally.run(7).orElseThrow().missing());
        assertNotEquals("", tally.run(7).orElseThrow().wrong());
    }

    /** Overwrites the type of the record of a packet, found by its number and app time. */
    private void spoil(long number) throws IOException {
        Path file;
        try (Stream<Path> files = Files.list(folder)) {
            file = files.filter(it -> it.toString().endsWith(".cq4")).findFirst().orElseThrow();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
            channel.read(bytes, 0);
            for (int at = 0; at + 64 <= bytes.limit(); at += 4) {
                if (bytes.getLong(at + 24) == number && bytes.getLong(at + 8) == 1_000_000 + number) {
                    channel.write(ByteBuffer.wrap(new byte[]{(byte) 0xf1}), at + 58);
                    return;
                }
            }
        }
        throw new AssertionError("no record of packet " + number);
    }
}

package io.rxpath.telemetry.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.rxpath.telemetry.event.PacketPolicy;
import io.rxpath.telemetry.event.RollPeriod;
import io.rxpath.telemetry.event.SyncPolicy;

/** A journal that was written by format version 1: two runs of ten packets, the second with a gap of the ring. */
class Version1Test {
    private static final List<String> OUTLINE = List.of("HEADER 1", "PACKET 0-9", "HEADER 2", "PACKET 0-3",
            "GAP RING_FULL 4-7 (4)", "PACKET 8-9");

    @TempDir
    Path temp;

    private Path folder;

    @BeforeEach
    void unpack() throws IOException {
        folder = Files.createDirectory(temp.resolve("v1"));
        try (InputStream in = Version1Test.class.getResourceAsStream("journal-version-1.zip");
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Files.copy(zip, folder.resolve(entry.getName()));
            }
        }
    }

    @Test
    void isReadAsItWasWritten() {
        assertEquals(OUTLINE, Journals.outline(folder));
        try (JournalReader reader = JournalReader.open(folder)) {
            assertTrue(reader.next());
            assertEquals(Journals.header(1), reader.header());
            assertEquals(PacketPolicy.ALL, reader.header().packets());
            assertEquals(SyncPolicy.NONE, reader.header().sync());
            assertEquals(RollPeriod.DAILY, reader.header().roll());
            while (reader.next()) {
                // to the end
            }
            assertEquals(0, reader.unknownRecords() + reader.strayBytes());
        }
    }

    @Test
    void isGoneOnWithAndNothingIsToldOfItsEnd() {
        final EventRing ring = new EventRing(1024);
        final EventPublisher publisher = new EventPublisher(ring, 0);
        final JournalFolder prepared = JournalFolder.prepare(folder);
        assertEquals(Optional.of(RollPeriod.DAILY), prepared.rollPeriod());
        final JournalAgent agent = new JournalAgent(prepared,
                Journals.oneWorker(3, PacketPolicy.ALL, SyncPolicy.NONE, RollPeriod.HOURLY), List.of(ring),
                512, 0);
        assertEquals(Optional.empty(), agent.unfinishedRun());
        Journals.publish(publisher, agent, 0, 5);
        Journals.end(publisher, agent);
        final List<String> outline = Journals.outline(folder);
        assertEquals(OUTLINE, outline.subList(0, OUTLINE.size()));
        assertEquals(List.of("HEADER 3", "PACKET 0-4", "END of 5: recorded 5, left out 0, missing 0, last 4"),
                outline.subList(OUTLINE.size(), outline.size()));
    }
}

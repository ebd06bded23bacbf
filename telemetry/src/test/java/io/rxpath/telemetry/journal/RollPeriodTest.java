package io.rxpath.telemetry.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.rxpath.telemetry.event.PacketPolicy;
import io.rxpath.telemetry.event.RollPeriod;
import io.rxpath.telemetry.event.SyncPolicy;

/** A file holds what the folder says, and its name tells its cycle. */
class RollPeriodTest {
    private static final long START_MS = 1_700_000_000_000L; // 2023-11-14T22:13:20Z

    @TempDir
    Path temp;

    @ParameterizedTest
    @CsvSource({"DAILY, 20231114F", "HOURLY, 20231114-22F", "TEN_MINUTELY, 20231114-2210X",
        "MINUTELY, 20231114-2213"})
    void eachPeriodHasItsFiles(RollPeriod period, String name) throws IOException {
        final Path folder = temp.resolve("j");
        final long lengthMs = RollCycleOf.period(period).lengthInMillis();
        final long[] clockMs = {START_MS};
        final EventRing ring = new EventRing(1024);
        final EventPublisher publisher = new EventPublisher(ring, 0);
        final JournalAgent agent = new JournalAgent(new ChronicleStore(JournalFolder.prepare(folder),
                Journals.oneWorker(1, PacketPolicy.ALL, SyncPolicy.NONE, period), 512 * 64, 0,
                () -> clockMs[0]), SyncPolicy.NONE, List.of(ring), 512, System::nanoTime);
        for (int cycle = 0; cycle < 3; cycle++) {
            Journals.publish(publisher, agent, cycle * 10L, 10);
            clockMs[0] += lengthMs;
        }
        Journals.end(publisher, agent);
        assertEquals(name + ".cq4", names(folder).getFirst());
        assertEquals(4, names(folder).size(), "a file for each, one for the end");
        assertEquals(START_MS / lengthMs * lengthMs, FileNames.list(folder).getFirst().startMs());
        assertEquals(Optional.of(period), JournalFolder.prepare(folder).rollPeriod());
        assertEquals(
                List.of("HEADER 1", "PACKET 0-29", "END of 30: recorded 30, left out 0, missing 0, last 29"),
                Journals.outline(folder));
        try (JournalReader reader = JournalReader.open(folder)) {
            reader.next();
            assertEquals(period, reader.header().roll());
        }
        Files.delete(folder.resolve(names(folder).getFirst()));
        assertEquals("PACKET 10-29", Journals.outline(folder).get(1), "without its oldest file");
    }

    @Test
    void aFolderKeepsWhatItHasAndTheHeaderSaysSo() {
        final Path folder = temp.resolve("j");
        for (final RollPeriod wanted : List.of(RollPeriod.TEN_MINUTELY, RollPeriod.HOURLY)) {
            final EventRing ring = new EventRing(1024);
            final EventPublisher publisher = new EventPublisher(ring, 0);
            final JournalAgent agent = new JournalAgent(JournalFolder.prepare(folder),
                    Journals.oneWorker(1, PacketPolicy.ALL, SyncPolicy.NONE, wanted), List.of(ring), 512, 0);
            Journals.publish(publisher, agent, 0, 10);
            Journals.end(publisher, agent);
        }
        assertEquals(Optional.of(RollPeriod.TEN_MINUTELY), JournalFolder.prepare(folder).rollPeriod());
        try (JournalReader reader = JournalReader.open(folder)) {
            while (reader.next()) {
                assertEquals(RollPeriod.TEN_MINUTELY, reader.header().roll());
            }
        }
    }

    @Test
    void aNewFolderHasNone() throws IOException {
        assertEquals(Optional.empty(), JournalFolder.prepare(temp.resolve("j")).rollPeriod());
        Files.write(temp.resolve("j").resolve(JournalFiles.METADATA), new byte[100]);
        assertEquals(Optional.empty(), RollCycleOf.folder(temp.resolve("j")));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".cq4"))
                    .sorted().toList();
        }
    }
}

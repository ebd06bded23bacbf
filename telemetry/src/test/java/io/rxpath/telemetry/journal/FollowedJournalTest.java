package io.rxpath.telemetry.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import net.openhft.chronicle.queue.rollcycles.LegacyRollCycles;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A writer that prunes, and a named reader in another process that is killed once: nothing is lost between them. */
class FollowedJournalTest {
    private static final int COUNT = 400_000;
    private static final int PER_FILE = 20_000;

    @TempDir
    Path temp;

    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void aReaderInAnotherProcessGetsEverythingOnce() throws IOException, InterruptedException {
        final Path folder = temp.resolve("j");
        final ChildJvm child = new ChildJvm(temp);
        final List<String> command = child.command(FollowerMain.class, folder, "f", COUNT);
        final Retention retention = new Retention(0, Retention.UNLIMITED);
        int removed = 0;
        long committed = 0;
        Process follower = null;
        try (RawJournal journal = new RawJournal(folder, LegacyRollCycles.MINUTELY, 1_700_000_000_000L)) {
            journal.startRun(1);
            try (JournalReader reader = JournalReader.open(folder, "f")) {
                reader.commit();
            }
            follower = child.start(command);
            for (int number = 0; number < COUNT; number++) {
                journal.packet(0, number, number);
                if (number % 100 == 99) {
                    journal.write();
                }
                if (number == COUNT / 2) {
                    while (lastCommitted(child) < PER_FILE && follower.isAlive()) {
                        Thread.sleep(5);
                    }
                    follower.destroyForcibly().waitFor();
                    committed = JournalReaders.of(folder).get(0).position().index();
                    assertTrue(lastCommitted(child) >= PER_FILE, child.stderr());
                    follower = child.start(command);
                }
                if (number % PER_FILE == PER_FILE - 1) {
                    journal.roll();
                    removed += retention.apply(retention.plan(folder, journal.timeMs())).size();
                }
            }
            assertTrue(follower.waitFor(60, TimeUnit.SECONDS));
            assertEquals(0, follower.exitValue(), child.stderr());
            removed += retention.apply(retention.plan(folder, journal.timeMs())).size();
        } finally {
            if (follower != null) {
                follower.destroyForcibly();
            }
        }
        assertEquals("", child.stderr());
        assertEquals(COUNT, lastCommitted(child));
        final List<String> lines = child.stdout().lines().toList();
        assertTrue(
                lines.get(0).startsWith("first ")
                        && Long.parseLong(lines.get(0).substring("first ".length())) % 5_000 == 0,
                lines.get(0));
        assertTrue(committed > 0);
        assertEquals(COUNT / PER_FILE - 1, removed);
        assertEquals(1, FileNames.list(folder).size());
    }

    private static long lastCommitted(ChildJvm child) throws IOException {
        return child.stdout().lines().filter(line -> line.matches("committed \\d+"))
                .mapToLong(line -> Long.parseLong(line.substring("committed ".length()))).max().orElse(0);
    }
}

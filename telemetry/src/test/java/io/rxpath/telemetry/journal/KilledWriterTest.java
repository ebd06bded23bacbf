package io.rxpath.telemetry.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 loses nothing that was appended, and the folder can be written again at once. */
class KilledWriterTest {
    private static final int ENOUGH = 50_000;

    @TempDir
    Path temp;

    @Test
    void whatWasWrittenIsThereAndTheNextRunFollows() throws IOException, InterruptedException {
        final Path folder = temp.resolve("j");
        final ChildJvm child = new ChildJvm(temp);
        final Process process = child.start(child.command(WriterMain.class, folder, 1, 0));
        try {
            while (process.isAlive() && written(child) < ENOUGH) {
                Thread.sleep(5);
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertEquals(128 + 9, process.exitValue(), () -> "it ended by itself");
        final long written = written(child);
        final List<String> killed = Journals.outline(folder);
        assertEquals(2, killed.size(), killed::toString);
        assertEquals("HEADER 1", killed.get(0));
        assertTrue(killed.get(1).startsWith("PACKET 0-"), killed::toString);
        final long last = Long.parseLong(killed.get(1).substring("PACKET 0-".length()));
        assertTrue(last + 1 >= written, () -> last + " of " + written);

        final long start = System.nanoTime();
        final EventRing ring = new EventRing(1024);
        try (JournalAgent agent = new JournalAgent(JournalFolder.prepare(folder), Journals.header(2),
                List.of(ring), 512, 0)) {
            Journals.publish(new EventPublisher(ring, 0), agent, 0, 10);
        }
        final long tookMs = (System.nanoTime() - start) / 1_000_000;
        assertEquals(List.of("HEADER 1", killed.get(1), "HEADER 2", "PACKET 0-9"), Journals.outline(folder));
        assertTrue(tookMs < 20_000, () -> "a left-over lock was waited for: " + tookMs + " ms");
    }

    /** The last whole line that the writer printed. */
    private static long written(ChildJvm child) throws IOException {
        final String out = child.stdout();
        final int end = out.lastIndexOf('\n');
        return end < 0 ? 0 : Long.parseLong(out.substring(out.lastIndexOf('\n', end - 1) + 1, end));
    }
}

package io.rxpath.telemetry.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 loses nothing that was appended; the next run goes on in the folder at once, and says what it found. */
class KilledWriterTest {
    private static final int ENOUGH = 50_000;
    private static final int KILLS = 24;

    @TempDir
    Path temp;

    @Test
    void whatWasWrittenIsThereAndTheNextRunFollows() throws IOException, InterruptedException {
        final Path folder = temp.resolve("j");
        final long written = kill(folder, 1, ENOUGH, 0);
        final List<String> killed = Journals.outline(folder);
        assertEquals(2, killed.size(), killed::toString);
        assertEquals("HEADER 1", killed.get(0));
        assertTrue(killed.get(1).startsWith("PACKET 0-"), killed::toString);
        final long last = last(killed.get(1));
        assertTrue(last + 1 >= written, () -> last + " of " + written);

        final long start = System.nanoTime();
        final EventRing ring = new EventRing(1024);
        final EventPublisher publisher = new EventPublisher(ring, 0);
        final JournalAgent agent = new JournalAgent(JournalFolder.prepare(folder), Journals.oneWorker(2),
                List.of(ring), 512, 0);
        assertEquals(
                new UnfinishedRun(1, List.of(new UnfinishedRun.Worker(0, last + 1, Journals.appNs(last)))),
                agent.unfinishedRun().orElseThrow());
        Journals.publish(publisher, agent, 0, 10);
        Journals.end(publisher, agent);
        final long tookMs = (System.nanoTime() - start) / 1_000_000;
        assertEquals(
                List.of("HEADER 1", killed.get(1), "HEADER 2", "KILLED run 1 worker 0 from " + (last + 1),
                        "PACKET 0-9", "END of 10: recorded 10, left out 0, missing 0, last 9"),
                Journals.outline(folder));
        assertTrue(tookMs < 20_000, () -> "a left-over lock was waited for: " + tookMs + " ms");
    }

    /** Run after run in one folder, each killed somewhere: at its start, in an append, at a new block. */
    @Test
    void dozensOfKillsAtAnyMomentAndNothingIsLost() throws IOException, InterruptedException {
        final Path folder = temp.resolve("j");
        final SplittableRandom random = new SplittableRandom(20_261_121);
        final List<Long> written = new ArrayList<>();
        for (int run = 1; run <= KILLS; run++) {
            written.add(kill(folder, run, random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(20_000),
                    random.nextInt(40)));
        }
        final ChildJvm last = new ChildJvm(temp);
        assertEquals(0, last.run(last.command(WriterMain.class, folder, KILLS + 1, 1000)), last.stderr());
        final List<String> outline = Journals.outline(folder);
        int at = 0;
        long killedRun = 0;
        long from = 0;
        for (int run = 1; run <= KILLS + 1; run++) {
            final boolean started = at < outline.size() && outline.get(at).equals("HEADER " + run);
            if (!started) { // killed before its header
                assertEquals(0, written.get(run - 1), () -> "a run that reported packets: " + outline);
                continue;
            }
            at++;
            if (killedRun > 0) {
                assertEquals("KILLED run " + killedRun + " worker 0 from " + from, outline.get(at++));
            }
            killedRun = run;
            from = 0;
            if (at < outline.size() && outline.get(at).startsWith("PACKET 0-")) {
                from = last(outline.get(at++)) + 1;
            }
            final long reported = run <= KILLS ? written.get(run - 1) : 1000;
            assertTrue(from >= reported, run + ": " + from + " of " + reported);
        }
        assertEquals(List.of("END of 1000: recorded 1000, left out 0, missing 0, last 999"),
                outline.subList(at, outline.size()));
    }

    /**
     * Lets a run write and kills it.
     *
     * @param enough packets it is to report first; 0 for none
     * @param extraMs how long it may go on then, or where nothing is waited for
     * @return how many it reported as in the journal
     */
    private long kill(Path folder, long run, int enough, int extraMs)
            throws IOException, InterruptedException {
        final ChildJvm child = new ChildJvm(temp);
        final Process process = child.start(child.command(WriterMain.class, folder, run, 0));
        try {
            while (process.isAlive() && written(child) < enough) {
                Thread.sleep(5);
            }
            Thread.sleep(enough == 0 ? 10L * extraMs : extraMs);
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertEquals(128 + 9, process.exitValue(), () -> "it ended by itself");
        return written(child);
    }

    private static long last(String packets) {
        return Long.parseLong(packets.substring("PACKET 0-".length()));
    }

    /** The last whole line that the writer printed. */
    private static long written(ChildJvm child) throws IOException {
        final String out = child.stdout();
        final int end = out.lastIndexOf('\n');
        return end < 0 ? 0 : Long.parseLong(out.substring(out.lastIndexOf('\n', end - 1) + 1, end));
    }
}

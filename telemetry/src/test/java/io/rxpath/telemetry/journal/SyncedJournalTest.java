package io.rxpath.telemetry.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.rxpath.telemetry.event.PacketPolicy;
import io.rxpath.telemetry.event.RollPeriod;
import io.rxpath.telemetry.event.SyncPolicy;

/** Whether the kernel is really asked, as strace sees it. */
class SyncedJournalTest {
    private static final int MILLISECONDS = 50;

    @TempDir
    Path temp;

    @Test
    void eachBatchIsAnFdatasyncOfTheJournalsFile() throws IOException, InterruptedException {
        final List<String> calls = trace("0");
        final String said = new ChildJvm(temp).stdout();
        final long syncs = Long.parseLong(said.replaceFirst("(?s).*sync batch: (\\d+) times.*", "$1"));
        assertTrue(syncs >= MILLISECONDS * 100 / 512, said);
        assertEquals(syncs, calls.stream().filter(call -> call.startsWith("fdatasync(")).count(),
                calls::toString);
        assertTrue(calls.stream().anyMatch(call -> call.startsWith("fsync(")),
                () -> "the folder and the table, once: " + calls);
    }

    @Test
    void withoutAPolicyTheKernelIsNotAsked() throws IOException, InterruptedException {
        assertEquals(List.of(), trace("-1"));
    }

    /** A file that was left is forced before the next is begun. */
    @Test
    void theFilesOfOtherPeriodsAreForcedToo() {
        final long[] clockMs = {1_700_000_000_000L};
        final EventRing ring = new EventRing(1024);
        final EventPublisher publisher = new EventPublisher(ring, 0);
        final JournalAgent agent = new JournalAgent(
                new ChronicleStore(JournalFolder.prepare(temp.resolve("j")),
                        Journals.oneWorker(1, PacketPolicy.ALL, SyncPolicy.BATCH, RollPeriod.MINUTELY),
                        512 * 64, 0, () -> clockMs[0]),
                SyncPolicy.BATCH, List.of(ring), 512, System::nanoTime);
        for (int minute = 0; minute < 5; minute++) {
            Journals.publish(publisher, agent, minute * 10L, 10);
            clockMs[0] += TimeUnit.MINUTES.toMillis(1);
        }
        Journals.end(publisher, agent);
        assertEquals(0, agent.sync().failures().count(), () -> agent.sync().failures().lastReason());
        assertEquals(51, agent.sync().recordsSynced());
        assertEquals(0, agent.writeFailures().count(), () -> agent.writeFailures().lastReason());
    }

    private List<String> trace(String intervalNs) throws IOException, InterruptedException {
        final ChildJvm child = new ChildJvm(temp);
        final Path trace = temp.resolve("trace");
        final List<String> strace = List.of("strace", "-f", "-qq", "-e", "trace=fdatasync,fsync,msync", "-o",
                trace.toString());
        final List<String> probe = new ArrayList<>(strace);
        probe.add("true");
        assumeTrue(runs(child, probe), "strace is not here or may not trace");
        final List<String> command = new ArrayList<>(strace);
        command.addAll(child.command(SyncedWriterMain.class, temp.resolve("s"), intervalNs, MILLISECONDS));
        assertEquals(0, child.run(command), child.stderr());
        return Files.readAllLines(trace).stream().map(line -> line.replaceFirst("^\\d+ +", ""))
                .filter(line -> line.matches("(fdatasync|fsync|msync)\\(.*")).toList();
    }

    private static boolean runs(ChildJvm child, List<String> command) throws InterruptedException {
        try {
            return child.run(command) == 0;
        } catch (final IOException e) {
            return false;
        }
    }
}

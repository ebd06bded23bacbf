package io.rxpath.telemetry.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

import net.openhft.chronicle.queue.rollcycles.LegacyRollCycles;

import io.rxpath.telemetry.event.PacketPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalAuditTest {
    /** When the header of the tests says that its run started. */
    private static final long TIME_MS = 1_700_000_000_000L;

    @TempDir
    Path temp;
    private int journals;
    private final List<String> findings = new ArrayList<>();
    private final List<RunSummary> runs = new ArrayList<>();

    @Test
    void aJournalOfTheAgentIsSound() {
        final Path folder = temp.resolve("j");
        final EventRing ring = new EventRing(64);
        final EventPublisher publisher = new EventPublisher(ring, 0);
        for (int run = 1; run <= 2; run++) {
            final EventPublisher of = run == 1 ? publisher : new EventPublisher(ring, 0);
            try (JournalAgent agent = new JournalAgent(JournalFolder.prepare(folder), Journals.header(run),
                    List.of(ring), 16, 0)) {
                for (long number = 0; number < 10_000; number++) {
                    if (of.begin(number, Journals.appNs(number)) != null) {
                        of.end();
                    }
                    if (number % 90 == 0) {
                        agent.doWork();
                    }
                }
                while (!of.flushGap()) {
                    agent.doWork();
                }
            }
        }
        assertTrue(audit(folder, PacketPolicy.ALL), findings::toString);
        assertEquals(2, runs.size());
        assertTrue(runs.get(1).gaps() > 0);
        assertEquals(10_000, runs.get(1).packets() + runs.get(1).missing());
    }

    @Test
    void whatIsWrongIsSaidInSentences() {
        check(journal -> journal.packet(0, 0, 1).packet(0, 3, 2).write(),
                "Worker feed-a: packets #1 to #2 are missing before packet #3, and no gap record says so.");
        check(journal -> journal.packet(0, 0, 1).packet(0, 1, 2).packet(0, 1, 3).packet(0, 2, 4).write(),
                "Worker feed-a: packet #1 comes where #2 was due: twice or out of order.");
        check(journal -> journal.packet(1, 0, 1).gap(1, 1, 5, 2).packet(1, 5, 3).packet(1, 6, 3).write(),
                "Worker feed-b: packet #5 comes where #6 was due: twice or out of order.");
        check(journal -> journal.packet(0, 0, 1).gap(0, 2, 5, 2).packet(0, 6, 3).write(),
                "Worker feed-a: packets #1 to #1 are missing before the gap #2 to #5, and no gap record says so.");
        check(journal -> journal.packet(0, 0, 1).gap(0, 1, 5, 2, 2).packet(0, 6, 3).write(),
                "Worker feed-a: the gap #1 to #5 says only 2 packets.");
        check(journal -> journal.packet(0, 0, 1).gap(0, 1, 5, 9, 2).packet(0, 1, 3).write(),
                "Worker feed-a: the gap #1 to #5 says 9 packets, which cannot be.");
        check(journal -> journal.packet(0, 1, 1).write(),
                "Worker feed-a: packets #0 to #0 are missing before packet #1, and no gap record says so.");
        check(journal -> journal.packet(0, 0, 1).bytes(new byte[64]).write(),
                "Records that this rxpath does not know: 1; a newer one may.");
        check(journal -> journal.packet(0, 0, 1).bytes(new byte[10]).write(),
                "Bytes that make no record: 10.");
    }

    @Test
    void damageIsAFindingAndEndsTheLook() {
        final Path folder = next();
        try (RawJournal journal = new RawJournal(folder, LegacyRollCycles.MINUTELY, TIME_MS)) {
            journal.startRun(1);
            journal.packet(0, 0, 1).write();
            final byte[] header = new byte[64];
            System.arraycopy("RXPATHJ\0".getBytes(StandardCharsets.US_ASCII), 0, header, 0, 8);
            header[58] = 0x11;
            journal.bytes(header).write();
        }
        assertFalse(audit(folder, PacketPolicy.ALL));
        assertEquals(1, findings.size(), findings::toString);
        assertTrue(findings.get(0).startsWith("From here on the journal cannot be read: A header of "),
                findings.get(0));
    }

    @Test
    void aFileRemovedFromTheMiddleIsFoundAndOneFromTheStartIsNot() throws IOException {
        final Path folder = next();
        try (RawJournal journal = new RawJournal(folder, LegacyRollCycles.MINUTELY, TIME_MS)) {
            journal.startRun(1);
            for (int number = 0; number < 40; number++) {
                journal.packet(0, number, number).write();
                if (number % 10 == 9) {
                    journal.roll();
                }
            }
        }
        final List<JournalFile> files = FileNames.list(folder);
        Files.delete(files.get(0).path());
        assertTrue(audit(folder, PacketPolicy.ALL), findings::toString);
        assertFalse(runs.get(0).fromItsStart());
        Files.delete(files.get(2).path());
        assertFalse(audit(folder, PacketPolicy.ALL));
        assertEquals(List.of(
                "Worker feed-a: packets #20 to #29 are missing before packet #30, and no gap record says so."),
                findings);
    }

    /** Every packet that is left out is noticed, unless the policy allows it. */
    @Test
    void anythingLeftOutOrRepeatedIsNoticed() {
        final SplittableRandom random = new SplittableRandom(5);
        final PacketPolicy oneInTen = new PacketPolicy(10);
        for (int turn = 0; turn < 40; turn++) {
            final Path folder = next();
            final int count = 20 + random.nextInt(60);
            final int worker = random.nextInt(2);
            final int at = random.nextInt(count - 1);
            final boolean repeat = random.nextBoolean();
            try (RawJournal journal = new RawJournal(folder, LegacyRollCycles.MINUTELY, TIME_MS)) {
                journal.startRun(1);
                for (int number = 0; number < count; number++) {
                    for (int of = 0; of < 2; of++) {
                        final int times = of != worker || number != at ? 1 : repeat ? 2 : 0;
                        for (int i = 0; i < times; i++) {
                            journal.packet(of, number, number);
                        }
                    }
                    if (random.nextInt(5) == 0) {
                        journal.write();
                        if (random.nextInt(10) == 0) {
                            journal.roll();
                        }
                    }
                }
                journal.write();
            }
            assertFalse(audit(folder, PacketPolicy.ALL));
            assertEquals(1, findings.size(), findings::toString);
            assertEquals(!repeat && at % 10 != 0, audit(folder, oneInTen), "turn " + turn + ", at " + at);
        }
    }

    @Test
    void aWorkersEndIsHeldAgainstItsPackets() {
        check(journal -> journal.packet(0, 0, 1).packet(0, 1, 2).end(0, 3, 4, 4, 0).write(),
                "Worker feed-a: packets #2 to #3 are missing before its end, and no gap record says so.",
                "Worker feed-a: its end says 4 records and 0 packets in gaps, and there are 2 and 0.");
        check(journal -> journal.packet(0, 0, 1).packet(0, 1, 2).end(0, 0, 2, 2, 0).write(),
                "Worker feed-a: its end says that #0 was the last packet, and #1 is there.");
        check(journal -> journal.packet(0, 0, 1).gap(0, 1, 3, 2).end(0, 3, 4, 1, 1).write(),
                "Worker feed-a: its end says 1 records and 2 packets in gaps, and there are 1 and 3.");
        check(journal -> journal.packet(0, 0, 1).end(0, 0, 1, 1, 0).packet(0, 1, 2).write(),
                "Worker feed-a: packet #1 comes after its end.");
        check(journal -> journal.end(1, -1, 0, 0, 0).end(1, -1, 0, 0, 0).write(),
                "Worker feed-b: it ends twice.");
    }

    @Test
    void aRunThatDidNotEndIsToldByTheNext() {
        final List<String> endings = List.of("it ended in order",
                "it did not end in order, as the next run says", "it has not ended, or was killed");
        final Path folder = next();
        try (RawJournal journal = new RawJournal(folder, LegacyRollCycles.MINUTELY, TIME_MS)) {
            journal.startRun(1);
            journal.packet(0, 0, 1).end(0, 0, 1, 1, 0).end(1, -1, 0, 0, 0).write();
            journal.startRun(2);
            journal.packet(0, 0, 1).write();
            journal.startRun(3);
            journal.killed(2, 0, 1).killed(2, 1, -1).packet(1, 0, 1).write();
        }
        assertTrue(audit(folder, PacketPolicy.ALL), findings::toString);
        assertEquals(endings, runs.stream().map(RunSummary::end).toList());
        assertEquals(endings, JournalSummary.of(folder).runs().stream().map(RunSummary::end).toList());
        try (RawJournal journal = new RawJournal(folder, LegacyRollCycles.MINUTELY, TIME_MS)) {
            journal.startRun(4);
            journal.killed(3, 1, 5).killed(1, 0, 0).write();
        }
        assertFalse(audit(folder, PacketPolicy.ALL));
        assertEquals(List.of("Worker feed-b: the next run says that #4 was its last packet, and #0 is.",
                "Worker feed-a: it has no end, and the next run does not say so."), findings);
    }

    private void check(Consumer<RawJournal> write, String... expected) {
        final Path folder = next();
        try (RawJournal journal = new RawJournal(folder, LegacyRollCycles.MINUTELY, TIME_MS)) {
            journal.startRun(1);
            write.accept(journal);
        }
        assertFalse(audit(folder, PacketPolicy.ALL));
        assertEquals(List.of(expected), findings);
    }

    private Path next() {
        return temp.resolve("j" + journals++);
    }

    private boolean audit(Path folder, PacketPolicy allowed) {
        findings.clear();
        runs.clear();
        return new JournalAudit(folder, header -> allowed, it -> findings.add(it.sentence()), runs::add)
                .run();
    }
}

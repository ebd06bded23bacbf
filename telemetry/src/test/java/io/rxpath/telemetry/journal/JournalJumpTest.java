package io.rxpath.telemetry.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.rollcycles.LegacyRollCycles;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.rxpath.telemetry.event.RecordType;

/** Jumps compared with what reading from the start finds. */
class JournalJumpTest {
    private static final RollCycle[] ROLL_CYCLES = {RollCycles.FAST_DAILY, RollCycles.FAST_HOURLY,
        LegacyRollCycles.MINUTELY};
    private static final long TIME_MS = 1_700_000_000_000L;

    @TempDir
    Path temp;

    private record Seen(JournalPosition position, RecordType type, long number, long appNs, long runId) {
    }

    @Test
    void jumpsFindWhatALinearScanFinds() {
        final SplittableRandom random = new SplittableRandom(7);
        for (int turn = 0; turn < 9; turn++) {
            final Path folder = temp.resolve("j" + turn);
            write(folder, ROLL_CYCLES[turn % ROLL_CYCLES.length], random, 0);
            final List<Seen> all = scan(folder);
            try (JournalReader reader = JournalReader.open(folder)) {
                for (int i = 0; i < 60; i++) {
                    final int to = random.nextInt(all.size());
                    assertTrue(reader.moveTo(all.get(to).position));
                    assertEquals(all.get(to).position, reader.position());
                    follow(reader, all, to);
                }
                for (int i = 0; i < 60; i++) {
                    final long time = all.get(random.nextInt(all.size())).appNs + random.nextInt(3) - 1
                            + (i % 10 == 0 ? random.nextLong(10_000_000_000L) - 5_000_000_000L : 0);
                    final int expected = first(all, time);
                    final String where = "turn " + turn + ", time " + time;
                    assertEquals(expected < all.size(), reader.moveToTime(time), where);
                    if (expected < all.size()) {
                        assertEquals(all.get(expected).position, reader.position(), where);
                    }
                    follow(reader, all, expected);
                }
                assertFalse(reader.moveToTime(Long.MAX_VALUE));
                assertFalse(reader.next());
                assertTrue(reader.moveToTime(Long.MIN_VALUE + 1));
                assertEquals(0, reader.unknownRecords() + reader.strayBytes() + reader.skips());
            }
        }
    }

    /** Where the clock was set back by much, what is found is late enough and the record before it is not. */
    @Test
    void whereTheClockWentBackAPlaceIsFoundThatSplitsTheTimes() {
        final SplittableRandom random = new SplittableRandom(11);
        for (int turn = 0; turn < 3; turn++) {
            final Path folder = temp.resolve("j" + turn);
            write(folder, ROLL_CYCLES[turn % ROLL_CYCLES.length], random, 40_000_000_000L);
            final List<Seen> all = scan(folder);
            try (JournalReader reader = JournalReader.open(folder)) {
                for (int i = 0; i < 60; i++) {
                    final long time = all.get(random.nextInt(all.size())).appNs;
                    if (reader.moveToTime(time)) {
                        final JournalPosition found = reader.position();
                        int at = 0;
                        while (!all.get(at).position.equals(found)) {
                            at++;
                        }
                        assertTrue(all.get(at).appNs >= time);
                        int before = at - 1;
                        while (before >= 0 && all.get(before).type == RecordType.HEADER) {
                            before--;
                        }
                        assertTrue(before < 0 || all.get(before).appNs < time,
                                "turn " + turn + ", time " + time);
                        follow(reader, all, at);
                    } else {
                        assertTrue(all.get(all.size() - 1).appNs < time);
                    }
                }
            }
        }
    }

    @Test
    void theHeaderOfALongRunIsFoundByTheNextFile() {
        final Path folder = temp.resolve("j");
        try (RawJournal journal = new RawJournal(folder, LegacyRollCycles.MINUTELY, TIME_MS)) {
            journal.startRun(1);
            journal.packet(0, 0, 0).write();
            journal.startRun(2);
            for (int number = 0; number < 20_000; number++) {
                journal.packet(0, number, number * 1_000L).write();
                if (number == 9_999) {
                    journal.roll();
                }
            }
            journal.startRun(3);
            journal.packet(0, 0, 20_000_000L).write();
        }
        final List<Seen> all = scan(folder);
        try (JournalReader reader = JournalReader.open(folder)) {
            for (final int to : new int[]{3, 9_990, 10_010, 15_000, 20_001, all.size() - 1, 0, 5_000}) {
                assertTrue(reader.moveTo(all.get(to).position));
                follow(reader, all, to);
            }
        }
    }

    @Test
    void placesThatAreNotThere() {
        final Path folder = temp.resolve("j");
        final List<Seen> all;
        try (RawJournal journal = new RawJournal(folder, LegacyRollCycles.MINUTELY, TIME_MS)) {
            journal.startRun(1);
            journal.packet(0, 0, 1).packet(0, 1, 2).write();
            journal.roll();
            journal.roll();
            journal.packet(0, 2, 3).write();
            all = scan(folder);
            try (JournalReader reader = JournalReader.open(folder)) {
                final JournalPosition last = all.get(all.size() - 1).position;
                // behind the last record of a document, behind the last document of a file
                assertTrue(reader.moveTo(new JournalPosition(all.get(1).position.index(), 2)));
                follow(reader, all, 3);
                assertFalse(reader.moveTo(new JournalPosition(all.get(1).position.index() + 1, 0)));
                follow(reader, all, 3);
                // before the first file, in the minute that has none, behind the last
                assertFalse(reader.moveTo(new JournalPosition(0, 0)));
                follow(reader, all, 0);
                assertFalse(reader
                        .moveTo(new JournalPosition((all.get(0).position.index() + last.index()) >>> 1, 0)));
                follow(reader, all, 3);
                for (final long far : new long[]{last.index() + 1, last.index() + 1000,
                    last.index() + (1L << 40)}) {
                    assertFalse(reader.moveTo(new JournalPosition(far, 0)));
                    assertFalse(reader.next());
                }
                // what comes later has its header all the same
                journal.packet(0, 3, 4).write();
                assertTrue(reader.next());
                assertEquals(3, reader.packet().packetNumber());
                assertEquals(1, reader.header().runId());
            }
        }
    }

    /** The next few records are those from {@code to} on, each in its run. */
    private static void follow(JournalReader reader, List<Seen> all, int to) {
        for (int i = to; i < Math.min(to + 5, all.size()); i++) {
            assertTrue(reader.next());
            if (i == to && reader.recordType() != all.get(i).type) {
                assertTrue(reader.next()); // behind the header that each file repeats
            }
            assertEquals(all.get(i), seen(reader));
        }
        if (to + 5 >= all.size()) {
            assertFalse(reader.next());
        }
    }

    private static int first(List<Seen> all, long time) {
        int at = 0;
        while (at < all.size() && (all.get(at).type == RecordType.HEADER || all.get(at).appNs < time)) {
            at++;
        }
        return at;
    }

    private static List<Seen> scan(Path folder) {
        final List<Seen> all = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(folder)) {
            while (reader.next()) {
                all.add(seen(reader));
            }
        }
        return all;
    }

    private static Seen seen(JournalReader reader) {
        return new Seen(reader.position(), reader.recordType(), switch (reader.recordType()) {
            case PACKET -> reader.packet().packetNumber();
            case GAP -> reader.gap().firstNumber();
            default -> -1;
        }, reader.appNs(), reader.header().runId());
    }

    /** Two workers whose records are up to half a second out of order, several runs and files, quiet times, gaps. */
    private static void write(Path folder, RollCycle rollCycle, SplittableRandom random, long stepBackNs) {
        long timeNs = 1_700_000_000_000_000_000L;
        long timeMs = TIME_MS;
        for (int run = 1; run <= 3; run++) {
            try (RawJournal journal = new RawJournal(folder, rollCycle, timeMs)) {
                journal.startRun(run);
                final long[] numbers = new long[2];
                for (int document = random.nextInt(300); document >= 0; document--) {
                    for (int i = random.nextInt(6); i >= 0; i--) {
                        final int worker = random.nextInt(2);
                        timeNs += random.nextInt(20) == 0 ? 3_000_000_000L : random.nextInt(1_000_000);
                        final long appNs = timeNs - worker * random.nextLong(500_000_000L);
                        if (random.nextInt(30) == 0) {
                            journal.gap(worker, numbers[worker], numbers[worker] + 3, appNs);
                            numbers[worker] += 4;
                        } else {
                            journal.packet(worker, numbers[worker]++, appNs);
                        }
                    }
                    journal.write();
                    if (random.nextInt(80) == 0) {
                        journal.roll();
                    }
                    if (stepBackNs > 0 && random.nextInt(100) == 0) {
                        timeNs -= random.nextLong(stepBackNs);
                    }
                }
                timeMs = journal.timeMs();
            }
        }
    }
}

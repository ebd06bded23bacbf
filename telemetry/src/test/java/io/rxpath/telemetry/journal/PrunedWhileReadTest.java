package io.rxpath.telemetry.journal;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import net.openhft.chronicle.queue.rollcycles.LegacyRollCycles;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.rxpath.telemetry.event.RecordType;

/** Readers without a name hold nothing back, and files go under them at any moment. */
class PrunedWhileReadTest {
    private static final int FILES = 300;

    @TempDir
    Path temp;

    @Test
    void whatIsReadIsInOrderAndOfItsRun() throws InterruptedException {
        final Path folder = temp.resolve("j");
        final AtomicBoolean stop = new AtomicBoolean();
        final AtomicReference<Throwable> failure = new AtomicReference<>();
        final Retention retention = new Retention(0, Retention.UNLIMITED);
        int removed = 0;
        try (RawJournal journal = new RawJournal(folder, LegacyRollCycles.MINUTELY, 1_700_000_000_000L)) {
            journal.startRun(1);
            final Thread thread = new Thread(() -> {
                try {
                    while (!stop.get()) {
                        readAll(folder);
                    }
                } catch (final Throwable e) {
                    failure.set(e);
                }
            });
            thread.start();
            for (int number = 0; number < FILES * 10; number++) {
                journal.packet(0, number, number).write();
                if (number % 10 == 9) {
                    journal.roll();
                    Thread.sleep(1);
                }
                if (number % 100 == 95) {
                    removed += retention.apply(retention.plan(folder, journal.timeMs())).size();
                }
            }
            stop.set(true);
            thread.join();
        }
        assertNull(failure.get());
        assertTrue(removed > FILES / 2, "removed " + removed);
    }

    private static void readAll(Path folder) {
        try (JournalReader reader = JournalReader.open(folder)) {
            long last = -1;
            while (reader.next()) {
                if (reader.recordType() == RecordType.PACKET) {
                    assertNotNull(reader.header());
                    assertTrue(reader.packet().packetNumber() > last);
                    last = reader.packet().packetNumber();
                }
            }
        }
    }
}

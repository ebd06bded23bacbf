package io.rxpath.telemetry.journal;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import org.HdrHistogram.Histogram;

import io.rxpath.telemetry.event.PacketEventEncoder;
import io.rxpath.telemetry.event.PacketPolicy;
import io.rxpath.telemetry.event.RollPeriod;
import io.rxpath.telemetry.event.SyncPolicy;

/**
 * Writes a journal of 100 packets a millisecond, as the journal thread does: each turn takes what has come by then, up to a
 * document of 512 records. {@code FOLDER INTERVAL_NS MILLISECONDS}. Prints how often it was forced, how many packets the
 * ring of 65,536 had no room for, and how long a turn took: median, 99 % and most.
 */
final class SyncedWriterMain {
    private static final int PACKETS_PER_MS = 100;

    private SyncedWriterMain() {
    }

    public static void main(String[] arguments) {
        final EventRing ring = new EventRing(65_536);
        final EventPublisher publisher = new EventPublisher(ring, 0);
        final SyncPolicy sync = new SyncPolicy(Long.parseLong(arguments[1]));
        final long packets = Long.parseLong(arguments[2]) * PACKETS_PER_MS;
        final JournalAgent agent = new JournalAgent(JournalFolder.prepare(Path.of(arguments[0])),
                Journals.oneWorker(1, PacketPolicy.ALL, sync, RollPeriod.DAILY), List.of(ring), 512, 0);
        final Histogram turnsNs = new Histogram(3);
        final long beginNs = System.nanoTime();
        for (long number = 0; number < packets || ring.size() > 0;) {
            final long due = Math.min((System.nanoTime() - beginNs) / 1_000_000 * PACKETS_PER_MS, packets);
            for (; number < due; number++) {
                final PacketEventEncoder encoder = publisher.begin(number, Journals.appNs(number));
                if (encoder != null) {
                    Journals.fill(encoder, number);
                    publisher.end();
                }
            }
            final long startNs = System.nanoTime();
            if (agent.doWork() > 0) {
                turnsNs.recordValue(System.nanoTime() - startNs);
            } else {
                LockSupport.parkNanos(100_000);
            }
        }
        Journals.end(publisher, agent);
        System.out.printf(
                "sync %s: %d times, %d records certain, %d dropped; a turn %.1f us, 99 %% %.1f us, most %.1f us%n",
                sync, agent.sync().syncs(), agent.sync().recordsSynced(), publisher.dropped(),
                turnsNs.getValueAtPercentile(50) / 1e3, turnsNs.getValueAtPercentile(99) / 1e3,
                turnsNs.getMaxValue() / 1e3);
    }
}

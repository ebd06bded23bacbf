package io.rxpath.telemetry.journal;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import io.rxpath.telemetry.event.PacketPolicy;
import io.rxpath.telemetry.event.RollPeriod;
import io.rxpath.telemetry.event.SyncPolicy;

/**
 * Writes a journal of so many documents of 100 packets, one a millisecond where that can be kept, the end of the run in the
 * last, with a sync policy: {@code FOLDER INTERVAL_NS DOCUMENTS}. Prints how often it was forced, how long it took, and
 * how long a turn of the journal thread did: median, 99 % and most.
 */
final class SyncedWriterMain {
    private SyncedWriterMain() {
    }

    public static void main(String[] arguments) {
        final EventRing ring = new EventRing(1024);
        final EventPublisher publisher = new EventPublisher(ring, 0);
        final SyncPolicy sync = new SyncPolicy(Long.parseLong(arguments[1]));
        final int documents = Integer.parseInt(arguments[2]);
        final JournalAgent agent = new JournalAgent(JournalFolder.prepare(Path.of(arguments[0])),
                Journals.oneWorker(1, PacketPolicy.ALL, sync, RollPeriod.DAILY), List.of(ring), 512, 0);
        final long[] turnsNs = new long[documents];
        long number = 0;
        final long beginNs = System.nanoTime();
        for (int document = 0; document < documents; document++) {
            for (int i = 0; i < 100; i++) {
                Journals.fill(publisher.begin(number, Journals.appNs(number)), number);
                publisher.end();
                number++;
            }
            if (document == documents - 1) {
                publisher.finish(1);
            }
            while (System.nanoTime() - beginNs < document * 1_000_000L) {
                LockSupport.parkNanos(100_000); // the pace of a feed of 100,000 packets a second
            }
            final long startNs = System.nanoTime();
            agent.doWork();
            turnsNs[document] = System.nanoTime() - startNs;
        }
        final double tookMs = (System.nanoTime() - beginNs) / 1e6;
        agent.close();
        Arrays.sort(turnsNs);
        System.out.printf(
                "sync %s: %d times, %d records certain, %.0f ms; a turn %.1f us, 99 %% %.1f us, most %.1f us%n",
                sync, agent.sync().syncs(), agent.sync().recordsSynced(), tookMs,
                turnsNs[documents / 2] / 1e3, turnsNs[documents * 99 / 100] / 1e3,
                turnsNs[documents - 1] / 1e3);
    }
}

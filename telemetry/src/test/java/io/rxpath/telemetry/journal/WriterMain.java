package io.rxpath.telemetry.journal;

import java.nio.file.Path;
import java.util.List;

/**
 * Writes a journal in a JVM of its own: {@code FOLDER RUN PACKETS RESERVE}. With 0 packets it writes until it is
 * killed. Where the journal's ring is full it drops, as a receiver does, and at the end it prints what it counted.
 */
final class WriterMain {
    private WriterMain() {
    }

    public static void main(String[] arguments) {
        final EventRing ring = new EventRing(1024);
        final EventPublisher publisher = new EventPublisher(ring, 0);
        final long count = Long.parseLong(arguments[2]);
        final JournalAgent agent = new JournalAgent(JournalFolder.prepare(Path.of(arguments[0])),
                Journals.header(Long.parseLong(arguments[1])), List.of(ring), 512,
                Long.parseLong(arguments[3]));
        for (long number = 0; count == 0 || number < count; number++) {
            if (publisher.begin(number, Journals.appNs(number)) != null) {
                publisher.end();
            }
            if (number % 100 == 99) {
                agent.doWork();
                if (count == 0) {
                    System.out.println(agent.recordsWritten());
                }
            }
        }
        agent.close();
        if (agent.writeFailures().count() > 0) {
            System.out.println("failures " + agent.writeFailures().lastReason());
        }
        if (agent.recordsLost() > 0) {
            System.out.println("written " + agent.recordsWritten() + " lost " + agent.recordsLost());
        }
    }
}

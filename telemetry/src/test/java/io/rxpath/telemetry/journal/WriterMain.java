package io.rxpath.telemetry.journal;

import java.nio.file.Path;
import java.util.List;

/**
 * Writes a journal in a JVM of its own: {@code FOLDER RUN PACKETS}. With 0 packets it writes until it is killed and
 * prints how many of its packets the journal holds.
 */
final class WriterMain {
    private WriterMain() {
    }

    public static void main(String[] arguments) {
        final EventRing ring = new EventRing(1024);
        final EventPublisher publisher = new EventPublisher(ring, 0);
        final long runId = Long.parseLong(arguments[1]);
        final long count = Long.parseLong(arguments[2]);
        final JournalFolder folder = JournalFolder.prepare(Path.of(arguments[0]));
        final JournalAgent agent = new JournalAgent(folder, Journals.oneWorker(runId), List.of(ring), 512, 0);
        final long before = agent.recordsWritten();
        for (long number = 0; count == 0 || number < count; number++) {
            Journals.fill(publisher.begin(number, Journals.appNs(number)), number);
            publisher.end();
            if (number % 100 == 99) {
                agent.doWork();
                if (count == 0) {
                    System.out.println(agent.recordsWritten() - before);
                }
            }
        }
        Journals.end(publisher, agent);
    }
}

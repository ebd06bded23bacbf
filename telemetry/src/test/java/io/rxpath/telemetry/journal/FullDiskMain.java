package io.rxpath.telemetry.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Fills a small disk with a journal, makes room, goes on, and reads back: {@code DISK RESERVE}. Prints the first
 * reason why writing failed, and fails where a packet is not there exactly once, as itself or in a gap.
 */
final class FullDiskMain {
    private static final long GIVE_UP_NS = 30_000_000_000L;

    private final EventRing ring = new EventRing(1024);
    private final EventPublisher publisher = new EventPublisher(ring, 0);
    private final long start = System.nanoTime();
    private long number;

    public static void main(String[] arguments) throws IOException, InterruptedException {
        new FullDiskMain().run(Path.of(arguments[0]), Long.parseLong(arguments[1]));
    }

    private void run(Path disk, long reserve) throws IOException, InterruptedException {
        final Path ballast = disk.resolve("ballast");
        Files.write(ballast, new byte[6 << 20]);
        final Path folder = disk.resolve("j");
        final JournalAgent agent = new JournalAgent(JournalFolder.prepare(folder), Journals.header(1),
                List.of(ring), 512, reserve);
        while (agent.writeFailures().count() == 0) {
            turn(agent, 500);
        }
        System.out.println(agent.writeFailures().lastReason());
        for (int i = 0; i < 10; i++) {
            turn(agent, 500);
        }
        Files.delete(ballast);
        final long before = agent.recordsWritten();
        while (agent.recordsWritten() < before + 5_000) {
            turn(agent, 10);
            Thread.sleep(1);
        }
        agent.close();
        final Coverage coverage = new Coverage(0);
        try (JournalReader reader = JournalReader.open(folder)) {
            while (reader.next()) {
                switch (reader.recordType()) {
                    case PACKET -> coverage.packet(reader.packet());
                    case GAP -> coverage.gap(reader.gap());
                    default -> {
                        // the header
                    }
                }
            }
            System.out.println("packets " + coverage.packets + ", missing " + coverage.missing + ", gaps "
                    + coverage.gaps + ", lost " + agent.recordsLost() + ", unknown "
                    + reader.unknownRecords());
        }
        if (coverage.wrong != null || coverage.next != number || coverage.gaps == 0
                || coverage.missing != agent.recordsLost()) {
            throw new AssertionError(coverage.wrong + ", " + coverage.next + " of " + number);
        }
    }

    private void turn(JournalAgent agent, int packets) {
        for (int i = 0; i < packets; i++) {
            Journals.fill(publisher.begin(number, Journals.appNs(number)), number);
            publisher.end();
            number++;
        }
        agent.doWork();
        if (System.nanoTime() - start > GIVE_UP_NS) {
            throw new AssertionError("after " + number + " packets: " + agent.writeFailures());
        }
    }
}

package io.rxpath.tests;

import io.rxpath.JournalStatus;
import io.rxpath.Receiver;
import io.rxpath.config.ConfigLoader;
import io.rxpath.telemetry.event.RecordType;
import io.rxpath.telemetry.journal.JournalReader;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Receives while the journal fills a small disk, goes on receiving, makes room, and reads back: {@code DISK RESERVE}. Prints
 * why writing failed first, and fails where a packet did not reach the handler or is not there exactly once, as itself or
 * in a gap.
 */
final class FullDiskReceiverMain {
    private static final int CHUNK = 100;
    private static final long GIVE_UP_NS = 45_000_000_000L;

    private final AtomicLong handled = new AtomicLong();
    private final long startNs = System.nanoTime();
    private final DatagramSocket sender;
    private final int port;
    private long sent;

    private FullDiskReceiverMain() throws IOException {
        sender = new DatagramSocket();
        try (DatagramSocket probe = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            port = probe.getLocalPort();
        }
    }

    public static void main(String[] arguments) throws Exception {
        new FullDiskReceiverMain().run(Path.of(arguments[0]).toAbsolutePath(), arguments[1]);
    }

    private void run(Path disk, String reserve) throws Exception {
        final Path ballast = Files.write(disk.resolve("ballast"), new byte[6 << 20]);
        final Path journal = disk.resolve("journal");
        final var config = ConfigLoader
                .parse("""
                        rxpath {
                          journal { directory = "%s", reserve = %s }
                          start { rehearse = off }
                          workers = [ { name = w, engine = interrupt, sockets = [ { name = s, bind = 127.0.0.1, port = %d } ] } ]
                        }
                        """
                        .formatted(journal, reserve, port), "disk");
        final JournalStatus end;
        try (Receiver receiver = Receiver.open(config, (p, o, length, tag) -> handled.incrementAndGet())) {
            receiver.start();
            while (status(receiver).writeFailures().count() == 0) {
                receive();
            }
            System.out.println(status(receiver).writeFailures().lastReason());
            for (int i = 0; i < 100; i++) {
                receive();
            }
            Files.delete(ballast);
            final long before = status(receiver).recordsWritten();
            while (status(receiver).recordsWritten() < before + 5_000) {
                receive();
            }
            receiver.stop();
            end = status(receiver);
        }
        check(journal, end);
    }

    /** Every packet must reach the handler, whatever the journal does. */
    private void receive() throws Exception {
        for (int i = 0; i < CHUNK; i++) {
            sender.send(new DatagramPacket(new byte[8], 8, InetAddress.getLoopbackAddress(), port));
        }
        sent += CHUNK;
        while (handled.get() < sent) {
            if (System.nanoTime() - startNs > GIVE_UP_NS) {
                throw new AssertionError(handled.get() + " of " + sent + " packets reached the handler");
            }
            Thread.onSpinWait();
        }
    }

    private static JournalStatus status(Receiver receiver) {
        return receiver.journal().orElseThrow();
    }

    private void check(Path journal, JournalStatus status) {
        long next = 0;
        long missing = 0;
        long ends = 0;
        try (JournalReader reader = JournalReader.open(journal)) {
            while (reader.next()) {
                if (reader.recordType() == RecordType.PACKET) {
                    require(reader.packet().packetNumber() == next, "packet " + next);
                    next++;
                } else if (reader.recordType() == RecordType.GAP) {
                    require(reader.gap().firstNumber() == next, "gap at " + next);
                    next = reader.gap().lastNumber() + 1;
                    missing += reader.gap().count();
                } else if (reader.recordType() == RecordType.END) {
                    ends++;
                    require(reader.end().givenOut() == sent && reader.end().missing() == missing,
                            "end: missing " + reader.end().missing());
                }
            }
        }
        require(next == sent && ends == 1 && missing > 0, next + " of " + sent + ", missing " + missing
                + ", ends " + ends + ", lost " + status.recordsLost());
        System.out.println("packets " + sent + ", in gaps " + missing);
    }

    private static void require(boolean met, String what) {
        if (!met) {
            throw new AssertionError(what);
        }
    }
}

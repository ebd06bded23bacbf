package io.rxpath;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;

import io.rxpath.config.BusyPollConfig;
import io.rxpath.config.HousekeepingConfig;
import io.rxpath.config.JournalConfig;
import io.rxpath.config.LimitsConfig;
import io.rxpath.config.ReceiverConfig;
import io.rxpath.config.SocketConfig;
import io.rxpath.config.StartConfig;
import io.rxpath.config.WorkerConfig;
import io.rxpath.poller.EngineKind;
import io.rxpath.poller.PollCounters.Counter;
import io.rxpath.poller.WitnessLevel;
import io.rxpath.telemetry.journal.JournalException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Receivers beside each other in one process, one with its own thread, one driven. */
@Timeout(60)
class SeveralReceiversTest {
    private static final FeedHandler SILENT = (payload, offset, length, tag) -> {
    };
    private static final int PACKETS = 50;

    private final InetAddress loopback = InetAddress.getLoopbackAddress();
    @TempDir
    private Path folder;

    @Test
    void eachReceivesItsOwnAndWritesItsOwnJournal() throws Exception {
        int port = freePort();
        int otherPort = freePort();
        try (Receiver started = Receiver.open(config("started", port), SILENT);
                Receiver driven = Receiver.open(config("driven", otherPort), SILENT)) {
            assertNotEquals(started.runId(), driven.runId());
            started.start();
            send(port, PACKETS);
            send(otherPort, 2 * PACKETS);
            int taken = 0;
            while (taken < 2 * PACKETS) {
                taken += driven.doWork();
            }
            while (packets(started) < PACKETS) {
                Thread.sleep(1); // its own thread receives; the test's time limit bounds the wait
            }
            started.stop();
            driven.stop();
            assertEquals(PACKETS, started.workers().getFirst().eventsPublished());
            assertEquals(2 * PACKETS, driven.workers().getFirst().eventsPublished());
        }
    }

    @Test
    void twoCannotShareAJournalFolder() throws Exception {
        ReceiverConfig other = config("same", freePort());
        try (Receiver first = Receiver.open(config("same", freePort()), SILENT)) {
            JournalException refused = assertThrows(JournalException.class,
                    () -> Receiver.open(other, SILENT));
            assertTrue(refused.getMessage().contains("written by another receiver"), refused.getMessage());
            assertEquals(0, packets(first));
        }
        Receiver.open(other, SILENT).close();
    }

    private ReceiverConfig config(String journal, int port) {
        SocketConfig socket = new SocketConfig("s", "", "", false, null, loopback, null, null, port, 1 << 20);
        WorkerConfig worker = new WorkerConfig("w", WorkerConfig.NOT_PINNED, EngineKind.INTERRUPT, 64, 256,
                false, BusyPollConfig.OFF, WitnessLevel.OFF, false, List.of(socket));
        return new ReceiverConfig(LimitsConfig.DEFAULT,
                new JournalConfig(true, folder.resolve(journal), 1024), new HousekeepingConfig(-1),
                StartConfig.UNREHEARSED, List.of(worker));
    }

    private static long packets(Receiver receiver) {
        return receiver.workers().getFirst().polling().get(Counter.PACKETS);
    }

    private void send(int port, int packets) throws IOException {
        try (DatagramSocket sender = new DatagramSocket(0, loopback)) {
            for (int i = 0; i < packets; i++) {
                sender.send(new DatagramPacket(new byte[16], 16, loopback, port));
            }
        }
    }

    private static int freePort() throws IOException {
        try (DatagramSocket probe = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}

package io.rxpath;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.rxpath.config.BusyPollConfig;
import io.rxpath.config.HousekeepingConfig;
import io.rxpath.config.JournalConfig;
import io.rxpath.config.LimitsConfig;
import io.rxpath.config.ReceiverConfig;
import io.rxpath.config.RetentionConfig;
import io.rxpath.config.SocketConfig;
import io.rxpath.config.StartConfig;
import io.rxpath.config.WorkerConfig;
import io.rxpath.poller.EngineKind;
import io.rxpath.poller.WitnessLevel;
import io.rxpath.telemetry.event.EndEventDecoder;
import io.rxpath.telemetry.event.PacketPolicy;
import io.rxpath.telemetry.event.RecordType;
import io.rxpath.telemetry.event.RollPeriod;
import io.rxpath.telemetry.event.SyncPolicy;
import io.rxpath.telemetry.journal.JournalReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a receiver journals by its policies, and what it says of it. */
@Timeout(60)
class JournalPolicyTest {
    private static final int PACKETS = 50;

    @TempDir
    private Path folder;

    @Test
    void packetsOfLoopbackAreNotHotAndAllRecorded() throws Exception {
        JournalStatus status = run(new PacketPolicy(1_000), SyncPolicy.BATCH);
        assertEquals(0, status.packetsLeftOut());
        assertEquals(PACKETS + 1, status.recordsWritten(), "the packets and the end");
        assertEquals(status.recordsWritten(), status.sync().recordsSynced());
        assertEquals(List.of("END " + PACKETS + " " + PACKETS + " 0"), ends(PACKETS));
    }

    @Test
    void noPacketAtAll() throws Exception {
        JournalStatus status = run(PacketPolicy.NONE, SyncPolicy.NONE);
        assertEquals(PACKETS, status.packetsLeftOut());
        assertEquals(1, status.recordsWritten(), "the end");
        assertEquals(0, status.sync().syncs());
        assertEquals(List.of("END " + PACKETS + " 0 " + PACKETS), ends(0));
    }

    @Test
    void aReceiverThatWasOpenedAndNeverStartedEndsInOrder() {
        Receiver.open(config(PacketPolicy.ALL, SyncPolicy.NONE, port()), (p, o, l, t) -> {
        }).close();
        assertEquals(List.of("END 0 0 0"), ends(0));
        try (Receiver next = Receiver.open(config(PacketPolicy.ALL, SyncPolicy.NONE, port()),
                (p, o, l, t) -> {
                })) {
            assertTrue(next.journal().orElseThrow().unfinishedRun().isEmpty());
            assertEquals(RollPeriod.TEN_MINUTELY, next.journal().orElseThrow().roll());
        }
    }

    private JournalStatus run(PacketPolicy packets, SyncPolicy sync) throws Exception {
        int port = port();
        try (Receiver receiver = Receiver.open(config(packets, sync, port), (p, o, l, t) -> {
        }); DatagramSocket sender = new DatagramSocket()) {
            receiver.start();
            for (int i = 0; i < PACKETS; i++) {
                sender.send(new DatagramPacket(new byte[8], 8, InetAddress.getLoopbackAddress(), port));
            }
            while (receiver.workers().getFirst().eventsPublished()
                    + receiver.workers().getFirst().eventsLeftOut() < PACKETS) {
                Thread.sleep(1); // another thread receives; the test's own time limit bounds the wait
            }
            receiver.stop();
            return receiver.journal().orElseThrow();
        }
    }

    private ReceiverConfig config(PacketPolicy packets, SyncPolicy sync, int port) {
        SocketConfig socket = new SocketConfig("s", "", "", false, null, InetAddress.getLoopbackAddress(),
                null, null, port, 1 << 20);
        WorkerConfig worker = new WorkerConfig("w", WorkerConfig.NOT_PINNED, EngineKind.INTERRUPT, 64, 256,
                false, BusyPollConfig.OFF, WitnessLevel.OFF, false, List.of(socket));
        return new ReceiverConfig(LimitsConfig.DEFAULT,
                new JournalConfig(true, folder.resolve("journal"), 1024, packets, sync,
                        RollPeriod.TEN_MINUTELY, 0, RetentionConfig.OFF),
                HousekeepingConfig.DEFAULT, StartConfig.UNREHEARSED, List.of(worker));
    }

    /** The ends, after so many packets. */
    private List<String> ends(long packets) {
        List<String> ends = new ArrayList<>();
        long found = 0;
        try (JournalReader reader = JournalReader.open(folder.resolve("journal"))) {
            while (reader.next()) {
                if (reader.recordType() == RecordType.PACKET) {
                    found++;
                } else if (reader.recordType() == RecordType.END) {
                    EndEventDecoder end = reader.end();
                    ends.add("END " + end.givenOut() + " " + end.recorded() + " " + end.leftOut());
                }
            }
        }
        assertEquals(packets, found);
        return ends;
    }

    private static int port() {
        try (DatagramSocket probe = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}

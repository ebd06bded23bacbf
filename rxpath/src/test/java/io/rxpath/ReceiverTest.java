package io.rxpath;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;

import io.rxpath.config.BusyPollConfig;
import io.rxpath.config.HousekeepingConfig;
import io.rxpath.config.JournalConfig;
import io.rxpath.config.LimitsConfig;
import io.rxpath.config.ReceiverConfig;
import io.rxpath.config.SocketConfig;
import io.rxpath.config.StartConfig;
import io.rxpath.config.WorkerConfig;
import io.rxpath.linux.LinuxException;
import io.rxpath.poller.EngineKind;
import io.rxpath.poller.PollCounters.Counter;
import io.rxpath.poller.WitnessLevel;
import io.rxpath.telemetry.event.Branch;
import io.rxpath.telemetry.event.Deliverer;
import io.rxpath.telemetry.event.PacketFlags;
import io.rxpath.telemetry.event.RecordType;
import io.rxpath.telemetry.event.StampProvenance;
import io.rxpath.telemetry.journal.JournalReader;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A receiver over loopback: all of it but busy poll, which loopback cannot do. */
@Timeout(60)
class ReceiverTest {
    private final InetAddress loopback = InetAddress.getLoopbackAddress();
    private final int port = freePort();
    @TempDir
    private Path folder;

    private static int freePort() {
        try (DatagramSocket probe = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private ReceiverConfig config(EngineKind engine, boolean journal, boolean stopOnHandlerError) {
        return config(engine, journal, stopOnHandlerError, List.of(socket("feed", port)));
    }

    private SocketConfig socket(String name, int port) {
        return new SocketConfig(name, "TEST", "1", true, null, loopback, null, null, port, 1 << 20);
    }

    private ReceiverConfig config(EngineKind engine, boolean journal, boolean stopOnHandlerError,
            List<SocketConfig> sockets) {
        BusyPollConfig busyPoll = engine == EngineKind.INTERRUPT
                ? BusyPollConfig.OFF
                : new BusyPollConfig(50, false, 0);
        WorkerConfig worker = new WorkerConfig("w", WorkerConfig.NOT_PINNED, engine, 64, 256, true, busyPoll,
                WitnessLevel.OFF, stopOnHandlerError, sockets);
        return new ReceiverConfig(LimitsConfig.DEFAULT,
                new JournalConfig(journal, folder.resolve("journal"), 1024), new HousekeepingConfig(-1),
                StartConfig.UNREHEARSED, List.of(worker));
    }

    private void send(int... lengths) throws IOException {
        sendTo(port, lengths);
    }

    private void sendTo(int port, int... lengths) throws IOException {
        try (DatagramSocket sender = new DatagramSocket(0, loopback)) {
            for (int length : lengths) {
                byte[] payload = new byte[length];
                for (int i = 0; i < length; i++) {
                    payload[i] = (byte) (length + i);
                }
                sender.send(new DatagramPacket(payload, length, loopback, port));
            }
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(1); // another thread receives; the test's own time limit bounds the wait
        }
    }

    private static long packets(Receiver receiver) {
        return receiver.workers().getFirst().polling().get(Counter.PACKETS);
    }

    @Test
    void everyPacketReachesTheHandlerAndTheJournalWithTheSameTag() throws Exception {
        List<String> handled = Collections.synchronizedList(new ArrayList<>());
        long run;
        try (Receiver receiver = Receiver.open(config(EngineKind.INTERRUPT, true, false),
                (payload, offset, length, tag) -> {
                    for (int i = 0; i < length; i++) {
                        assertEquals(
                                (byte) ((tag.flags() & PacketFlags.TRUNCATED) != 0 ? 300 + i : length + i),
                                payload.getByte(offset + i));
                    }
                    assertEquals(tag.latencyNs(),
                            tag.pollNs() + tag.stealNs() + tag.fallbackNs() + tag.unattributedNs());
                    handled.add(tag.packetNumber() + " " + tag.branch() + " " + tag.cause() + " " + length
                            + " " + tag.flags() + " " + tag.latencyNs());
                })) {
            run = receiver.runId();
            receiver.start();
            send(20, 0, 300, 256);
            await(() -> handled.size() == 4);
            receiver.stop();
            assertEquals(0, receiver.workers().getFirst().handlerErrors().count());
        }
        List<String> journalled = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(folder.resolve("journal"))) {
            while (reader.next()) {
                if (reader.recordType() == RecordType.PACKET) {
                    assertEquals(run, reader.header().runId());
                    journalled.add(reader.packet().packetNumber() + " " + reader.packet().branch() + " "
                            + reader.packet().cause() + " " + reader.packet().length() + " "
                            + reader.packet().flags() + " " + reader.packet().latencyNs());
                }
            }
        }
        assertEquals(handled, journalled);
        assertTrue(handled.get(0).startsWith("0 "), handled::toString);
        assertTrue(handled.get(1).contains(" 0 " + PacketFlags.EMPTY + " "), handled::toString);
        assertTrue(handled.get(2).contains(" 256 " + PacketFlags.TRUNCATED + " "), handled::toString);
    }

    @Test
    void aWorkerReceivesFromEachOfItsSockets() throws Exception {
        for (EngineKind engine : List.of(EngineKind.SPINNING, EngineKind.EPOLL)) {
            List<String> seen = Collections.synchronizedList(new ArrayList<>());
            int other = freePort();
            ReceiverConfig config = config(engine, false, false,
                    List.of(socket("a", port), socket("b", other)));
            try (Receiver receiver = Receiver.open(config, (payload, offset, length, tag) -> {
                assertEquals(StampProvenance.SOFTWARE, tag.provenance());
                seen.add(tag.socket() + " " + length);
            })) {
                receiver.start();
                for (int i = 0; i < 100; i++) {
                    sendTo(i % 3 == 0 ? other : port, i);
                }
                await(() -> seen.size() == 100);
                assertEquals(0, receiver.workers().getFirst().handlerErrors().count());
            }
            for (int i = 0; i < 100; i++) {
                assertTrue(seen.contains((i % 3 == 0 ? 1 : 0) + " " + i), engine + " " + seen);
            }
        }
    }

    @Test
    void aSecondSocketThatIsRefusedLeavesNoneOpen() throws Exception {
        try (DatagramSocket taken = new DatagramSocket(0, loopback)) {
            ReceiverConfig config = config(EngineKind.EPOLL, false, false,
                    List.of(socket("a", port), socket("b", taken.getLocalPort())));
            LinuxException refused = assertThrows(LinuxException.class,
                    () -> Receiver.open(config, (p, o, l, t) -> {
                    }));
            assertTrue(refused.getMessage().contains(Integer.toString(taken.getLocalPort())));
            new DatagramSocket(port, loopback).close();
        }
    }

    @Test
    void loopbackIsNeverHot() throws Exception {
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        try (Receiver receiver = Receiver.open(config(EngineKind.BLOCKING, false, false),
                (payload, offset, length, tag) -> {
                    assertEquals(StampProvenance.SOFTWARE, tag.provenance());
                    seen.add(tag.branch() + " " + tag.cause() + " " + tag.deliverer());
                })) {
            receiver.start();
            for (int i = 0; i < 200; i++) {
                send(8);
                int sent = i + 1;
                await(() -> seen.size() == sent);
            }
        }
        assertTrue(seen.getFirst().endsWith(" " + Deliverer.SOFTIRQ), seen.getFirst());
        assertTrue(seen.stream().noneMatch(tag -> tag.startsWith(Branch.HOT_POLL.name())), seen::toString);
        assertFalse(seen.getLast().contains("BUSY_POLL"), seen.getLast());
    }

    @Test
    void aFailingHandlerIsCountedAndStopsNothing() throws Exception {
        try (Receiver receiver = Receiver.open(config(EngineKind.INTERRUPT, true, false),
                (payload, offset, length, tag) -> {
                    throw new IllegalStateException("packet " + tag.packetNumber());
                })) {
            receiver.start();
            send(1, 2, 3);
            await(() -> receiver.workers().getFirst().handlerErrors().count() == 3);
            HandlerErrors errors = receiver.workers().getFirst().handlerErrors();
            assertEquals("packet 0", errors.first().getMessage());
            assertTrue(errors.firstNs() <= errors.lastNs());
            assertTrue(receiver.failure().isEmpty());
        }
    }

    @Test
    void aFailingHandlerStopsTheWorkerWhereConfiguredSo() throws Exception {
        try (Receiver receiver = Receiver.open(config(EngineKind.INTERRUPT, false, true),
                (payload, offset, length, tag) -> {
                    throw new IllegalStateException("no");
                })) {
            receiver.start();
            send(1);
            await(() -> receiver.failure().isPresent());
            assertEquals("no", receiver.failure().orElseThrow().getCause().getMessage());
        }
    }

    @Test
    void aCallerMayDriveTheWorkerItself() throws Exception {
        List<byte[]> seen = new ArrayList<>();
        int[] batches = new int[1];
        FeedHandler handler = new FeedHandler() {
            @Override
            public void onPacket(DirectBuffer payload, int offset, int length, PacketTag tag) {
                byte[] copy = new byte[length];
                payload.getBytes(offset, copy);
                seen.add(copy);
            }

            @Override
            public void onBatchEnd(int packets) {
                batches[0]++;
            }
        };
        try (Receiver receiver = Receiver.open(config(EngineKind.BLOCKING, true, false), handler)) {
            send(3, 3);
            int received = 0;
            while (received < 2) {
                received += receiver.doWork();
            }
            receiver.stop();
            assertEquals(2, packets(receiver));
        }
        assertArrayEquals(new byte[]{3, 4, 5}, seen.get(1));
        assertTrue(batches[0] >= 1);
    }

    @Test
    void stopReturnsWhileNothingComes() throws Exception {
        for (EngineKind engine : EngineKind.values()) {
            try (Receiver receiver = Receiver.open(config(engine, false, false), (p, o, l, t) -> {
            })) {
                receiver.start();
                await(() -> receiver.workers().getFirst().polling().get(Counter.TURNS) > 0);
                long turns = receiver.workers().getFirst().polling().get(Counter.TURNS);
                receiver.stop();
                long after = receiver.workers().getFirst().polling().get(Counter.TURNS);
                // A spinning turn takes a microsecond: there only the return itself can be asserted.
                assertTrue(engine == EngineKind.SPINNING || after - turns <= 3,
                        engine + " made " + (after - turns) + " more turns");
                receiver.stop();
                assertThrows(IllegalStateException.class, receiver::start);
            }
        }
    }

    @Test
    void aHandlerMayAskForTheStop() throws Exception {
        Receiver[] own = new Receiver[1];
        try (Receiver receiver = Receiver.open(config(EngineKind.INTERRUPT, true, false),
                (p, o, l, t) -> own[0].stop())) {
            own[0] = receiver;
            receiver.start();
            send(1);
            await(() -> packets(receiver) == 1);
        }
        assertEquals(0, own[0].workers().getFirst().handlerErrors().count());
    }

    @Test
    void aCpuThatIsNotThereIsRefusedBeforeAnythingIsOpened() {
        ReceiverConfig good = config(EngineKind.INTERRUPT, true, false);
        ReceiverConfig bad = new ReceiverConfig(good.limits(), good.journal(), new HousekeepingConfig(4_000),
                good.start(), good.workers());
        LinuxException refused = assertThrows(LinuxException.class, () -> Receiver.open(bad, (p, o, l, t) -> {
        }));
        assertTrue(refused.getMessage().contains("4000"), refused.getMessage());
        assertFalse(folder.resolve("journal").toFile().exists(), "nothing half-made");
    }

    @Test
    void aPortInUseIsRefusedAndNothingStaysOpen() throws Exception {
        try (DatagramSocket other = new DatagramSocket(port, loopback)) {
            LinuxException refused = assertThrows(LinuxException.class,
                    () -> Receiver.open(config(EngineKind.INTERRUPT, true, false), (p, o, l, t) -> {
                    }));
            assertTrue(refused.getMessage().contains(Integer.toString(port)), refused.getMessage());
            assertTrue(other.isBound());
        }
        assertFalse(folder.resolve("journal").toFile().exists(), "nothing half-made");
        Receiver.open(config(EngineKind.INTERRUPT, false, false), (p, o, l, t) -> {
        }).close();
    }
}

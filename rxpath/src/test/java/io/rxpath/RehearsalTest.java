package io.rxpath;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;

import io.rxpath.config.BusyPollConfig;
import io.rxpath.config.HousekeepingConfig;
import io.rxpath.config.JournalConfig;
import io.rxpath.config.LimitsConfig;
import io.rxpath.config.ReceiverConfig;
import io.rxpath.config.SocketConfig;
import io.rxpath.config.StartConfig;
import io.rxpath.config.WorkerConfig;
import io.rxpath.feed.FeedCounters;
import io.rxpath.feed.Framing;
import io.rxpath.linux.Clocks;
import io.rxpath.linux.Errno;
import io.rxpath.linux.LinuxException;
import io.rxpath.linux.UdpSocket;
import io.rxpath.poller.EngineKind;
import io.rxpath.poller.PollCounters.Counter;
import io.rxpath.poller.WitnessLevel;
import io.rxpath.telemetry.event.Branch;
import io.rxpath.telemetry.event.PacketPolicy;
import io.rxpath.telemetry.event.RecordType;
import io.rxpath.telemetry.journal.JournalReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RehearsalTest {
    /** Enough for a few takes, and nothing here asks for more. */
    private static final StartConfig SHORT = new StartConfig(200_000_000);

    private final InetAddress loopback = InetAddress.getLoopbackAddress();
    private final int port = freePort();
    @TempDir
    private Path folder;

    private static int freePort() {
        try (DatagramSocket probe = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private WorkerConfig worker(EngineKind engine, String name, int at) {
        BusyPollConfig busyPoll = engine == EngineKind.INTERRUPT
                ? BusyPollConfig.OFF
                : new BusyPollConfig(50, false, 0);
        return new WorkerConfig(name, WorkerConfig.NOT_PINNED, engine, 64, 256, false, busyPoll,
                WitnessLevel.OFF, true,
                List.of(new SocketConfig(name, "", "", true, null, loopback, null, null, at, 1 << 20)));
    }

    private ReceiverConfig config(StartConfig start, boolean journal, WorkerConfig... workers) {
        return new ReceiverConfig(LimitsConfig.DEFAULT,
                new JournalConfig(journal, folder.resolve("journal"), 1024), HousekeepingConfig.DEFAULT,
                start, List.of(workers));
    }

    private static Receiver open(ReceiverConfig config, FeedHandler handler,
            Function<SocketConfig, UdpSocket> sockets) {
        return Receiver.open(config, worker -> handler, Clocks::create, sockets);
    }

    private void send(int datagrams) throws IOException {
        try (DatagramSocket sender = new DatagramSocket(0, loopback)) {
            for (int i = 0; i < datagrams; i++) {
                sender.send(new DatagramPacket(new byte[10], 10, loopback, port));
            }
        }
    }

    /** Sends three datagrams and returns the numbers that the handler saw. */
    private List<Long> receiveThree(Receiver receiver, List<Long> seen) throws Exception {
        receiver.start();
        send(3);
        while (seen.size() < 3) {
            Thread.sleep(1); // another thread receives; the test's own time limit bounds the wait
        }
        receiver.stop();
        return seen;
    }

    @Test
    void nothingOfTheReceiverKnowsOfIt() throws Exception {
        for (EngineKind engine : EngineKind.values()) {
            List<Long> seen = Collections.synchronizedList(new ArrayList<>());
            try (Receiver receiver = open(config(SHORT, true, worker(engine, "w", port)),
                    (payload, offset, length, tag) -> seen.add(tag.packetNumber()), SocketSetup::open)) {
                assertTrue(receiver.rehearsal().contains(" packets in "), receiver.rehearsal());
                WorkerStatus status = receiver.workers().getFirst();
                for (Counter counter : Counter.values()) {
                    assertEquals(0, status.polling().get(counter), engine + " " + counter);
                }
                for (Branch branch : Branch.values()) {
                    assertEquals(0, status.branches().packets(branch), engine + " " + branch);
                }
                assertEquals(0, status.eventsPublished());
                assertEquals(List.of(0L, 1L, 2L), receiveThree(receiver, seen));
                assertEquals(3, status.polling().get(Counter.PACKETS));
                assertEquals(3, status.eventsPublished());
                assertEquals(0, status.eventsDropped());
                assertEquals(
                        List.of(receiver.runId() + " 0", receiver.runId() + " 1", receiver.runId() + " 2"),
                        lastRun());
            }
        }
    }

    private List<String> lastRun() {
        List<String> packets = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(folder.resolve("journal"))) {
            while (reader.next()) {
                if (reader.recordType() == RecordType.PACKET) {
                    packets.add(reader.header().runId() + " " + reader.packet().packetNumber());
                }
            }
        }
        return packets.subList(Math.max(0, packets.size() - 3), packets.size());
    }

    @Test
    void switchedOffItOpensNothing() throws Exception {
        AtomicInteger opened = new AtomicInteger();
        List<Long> seen = Collections.synchronizedList(new ArrayList<>());
        try (Receiver receiver = open(
                config(StartConfig.UNREHEARSED, false, worker(EngineKind.BLOCKING, "w", port)),
                (payload, offset, length, tag) -> seen.add(tag.packetNumber()), socket -> {
                    opened.incrementAndGet();
                    return SocketSetup.open(socket);
                })) {
            assertEquals("off", receiver.rehearsal());
            assertEquals(0, opened.get());
            assertEquals(List.of(0L, 1L, 2L), receiveThree(receiver, seen));
        }
    }

    @Test
    void aRefusalIsASentenceAndTheReceiverReceives() throws Exception {
        AtomicInteger opened = new AtomicInteger();
        for (int granted : new int[]{0, 2}) {
            List<Long> seen = Collections.synchronizedList(new ArrayList<>());
            opened.set(0);
            // Long enough for a second take on a busy machine: the first opens its sockets in another way.
            StartConfig limit = new StartConfig(5_000_000_000L);
            try (Receiver receiver = open(config(limit, false, worker(EngineKind.BLOCKING, "w", port)),
                    (payload, offset, length, tag) -> seen.add(tag.packetNumber()), socket -> {
                        if (opened.getAndIncrement() < granted) {
                            return SocketSetup.open(socket);
                        }
                        throw new LinuxException("socket()", Errno.EPERM.number(), "");
                    })) {
                assertEquals(
                        "not rehearsed: "
                                + new LinuxException("socket()", Errno.EPERM.number(), "").getMessage(),
                        receiver.rehearsal());
                assertEquals(List.of(0L, 1L, 2L), receiveThree(receiver, seen));
            }
        }
    }

    @Test
    void datagramsThatDoNotArriveAreARefusal() {
        Function<SocketConfig, UdpSocket> deaf = config -> {
            UdpSocket socket = SocketSetup.open(config);
            socket.connect(new InetSocketAddress(loopback, port));
            return socket;
        };
        for (EngineKind engine : EngineKind.values()) {
            assertEquals("not rehearsed: what is sent to loopback does not arrive there",
                    new Rehearsal(config(new StartConfig(5_000_000_000L), false, worker(engine, "w", port)),
                            deaf).run(),
                    engine.name());
        }
    }

    @Test
    void itEndsByItself() {
        String result = new Rehearsal(
                config(new StartConfig(50_000_000_000L), true, worker(EngineKind.BLOCKING, "w", port)),
                SocketSetup::open).run();
        assertTrue(result.endsWith(", until it got no faster"), result);
    }

    @Test
    void thereIsNoTakeAfterTheLimit() {
        WorkerConfig[] workers = Stream.of(EngineKind.values()).flatMap(
                engine -> Stream.of(worker(engine, engine + "-a", 1), worker(engine, engine + "-b", 2)))
                .toArray(WorkerConfig[]::new);
        AtomicInteger opened = new AtomicInteger();
        String result = new Rehearsal(config(new StartConfig(1), false, workers), socket -> {
            opened.incrementAndGet();
            return SocketSetup.open(socket);
        }).run();
        assertEquals(0, opened.get(), "no time, no take");
        assertTrue(
                result.startsWith("0 packets in ") && result.endsWith(", not steady when its time was over"),
                result);
    }

    @Test
    void itLeavesNoSocketsAndNoThreads() throws Exception {
        for (EngineKind engine : EngineKind.values()) {
            long before = descriptors();
            new Rehearsal(config(SHORT, true, worker(engine, "w", port)), SocketSetup::open).run();
            assertEquals(before, descriptors(), engine.name());
            AtomicInteger opened = new AtomicInteger();
            new Rehearsal(config(SHORT, true, worker(engine, "w", port)), socket -> {
                if (opened.getAndIncrement() == 1) {
                    throw new LinuxException("socket()", Errno.EMFILE.number(), "");
                }
                return SocketSetup.open(socket);
            }).run();
            assertEquals(before, descriptors(), engine + " refused");
            while (!threads().isEmpty()) {
                Thread.sleep(1); // the kernel's thread ends a little after Java's; the test's time limit bounds the wait
            }
        }
    }

    /** Sockets, epoll instances, rings of the kernel and files of /proc. */
    private static long descriptors() throws IOException {
        long count = 0;
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            for (Path each : all.toList()) {
                if (Files.isSymbolicLink(each) && Files.readSymbolicLink(each).toString()
                        .matches("socket:.*|anon_inode:.*|/proc/.*(schedstat|task).*")) {
                    count++;
                }
            }
        }
        return count;
    }

    private static List<String> threads() throws IOException {
        List<String> rehearsing = new ArrayList<>();
        try (Stream<Path> all = Files.list(Path.of("/proc/self/task"))) {
            for (Path each : all.toList()) {
                Path name = each.resolve("comm");
                if (Files.exists(name) && Files.readString(name).startsWith("rxpath-rehear")) {
                    rehearsing.add(each.toString());
                }
            }
        }
        return rehearsing;
    }

    @Test
    void aTakeShowsAFeed() {
        for (Framing framing : List.of(Framing.MOLDUDP64, Framing.IEX_TP, Framing.CME_MDP3)) {
            SocketConfig socket = new SocketConfig("w", "", "rehearsal", framing, "", true, null, loopback,
                    null, null, 0, 1 << 20);
            WorkerConfig role = worker(EngineKind.BLOCKING, "w", 0);
            WorkerConfig framed = new WorkerConfig(role.name(), role.cpu(), role.engine(), role.batch(),
                    role.maxPayloadBytes(), role.sourcePort(), role.busyPoll(), role.witness(), true,
                    List.of(socket));
            try (RehearsalSender sender = new RehearsalSender(role.batch(), role.maxPayloadBytes(), framing);
                    DelayedSender delayed = new DelayedSender(new RehearsalSender(1, role.maxPayloadBytes()));
                    RehearsalTake take = new RehearsalTake(framed, LimitsConfig.DEFAULT,
                            () -> new ArrayList<>(List.of(SocketSetup.open(socket))), 0,
                            Optional.of(PacketPolicy.ALL))) {
                take.play(sender, delayed);
                FeedCounters counters = take.status().feeds().getFirst().counters();
                for (FeedCounters.Counter counter : List.of(FeedCounters.Counter.UNIQUE,
                        FeedCounters.Counter.DUPLICATES, FeedCounters.Counter.GAPS)) {
                    assertTrue(counters.get(counter) > 0, framing + " " + counter);
                }
            }
        }
    }

    @Test
    void aTakeShowsEveryBranch() {
        for (EngineKind engine : List.of(EngineKind.BLOCKING, EngineKind.EPOLL)) {
            WorkerConfig role = worker(engine, "w", 0);
            WorkerStatus status;
            try (RehearsalSender sender = new RehearsalSender(role.batch(), role.maxPayloadBytes());
                    DelayedSender delayed = new DelayedSender(new RehearsalSender(1, role.maxPayloadBytes()));
                    RehearsalTake take = new RehearsalTake(role, LimitsConfig.DEFAULT,
                            () -> new ArrayList<>(List.of(SocketSetup.open(role.sockets().getFirst()))), 0,
                            Optional.of(PacketPolicy.ALL))) {
                for (int i = 0; i < 20; i++) {
                    take.play(sender, delayed);
                }
                status = take.status();
                assertEquals(take.packets(), status.polling().get(Counter.PACKETS));
                assertTrue(take.packets() > 0);
            }
            for (Branch branch : List.of(Branch.HOT_POLL, Branch.FALLBACK_IRQ, Branch.UNKNOWN)) {
                assertTrue(status.branches().packets(branch) > 0, engine + " " + branch);
            }
            assertEquals(0, status.handlerErrors().count());
        }
    }
}

package io.rxpath.lab.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

import io.rxpath.FeedHandler;
import io.rxpath.PacketTag;
import io.rxpath.Receiver;
import io.rxpath.WorkerStatus;
import io.rxpath.config.BusyPollConfig;
import io.rxpath.config.HousekeepingConfig;
import io.rxpath.config.JournalConfig;
import io.rxpath.config.LimitsConfig;
import io.rxpath.config.ReceiverConfig;
import io.rxpath.config.SocketConfig;
import io.rxpath.config.StartConfig;
import io.rxpath.config.WorkerConfig;
import io.rxpath.feed.FeedCounters.Counter;
import io.rxpath.feed.FeedStatus;
import io.rxpath.feed.FeedVerdict;
import io.rxpath.feed.Framing;
import io.rxpath.lab.capture.Capture;
import io.rxpath.lab.capture.CaptureReader;
import io.rxpath.lab.capture.RealCaptures;
import io.rxpath.lab.send.CaptureShape;
import io.rxpath.lab.send.FeedSender;
import io.rxpath.lab.send.SendLimits;
import io.rxpath.lab.send.SendResult;
import io.rxpath.linux.Clocks;
import io.rxpath.linux.UdpSocket;
import io.rxpath.poller.EngineKind;
import io.rxpath.poller.PollCounters;
import io.rxpath.poller.WitnessLevel;
import io.rxpath.telemetry.event.FeedEventKind;
import io.rxpath.telemetry.event.FeedScope;
import io.rxpath.telemetry.event.RecordType;
import io.rxpath.telemetry.journal.JournalReader;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Both lines of the CME channel, sent to two ports of loopback at twenty times their speed, through a whole receiver.
 * Idle gaps are cut to a millisecond unless {@code -Drxpath.feed.full=true} asks for all 15 s of them.
 */
@Timeout(120)
class FeedReceiverTest {
    private static final double SPEED = 20;
    private static final long MAX_GAP_NS = Boolean.getBoolean("rxpath.feed.full")
            ? Long.MAX_VALUE
            : 1_000_000;
    private static final long HOUR_NS = SendLimits.MAX_NANOS;

    private final InetAddress loopback = InetAddress.getLoopbackAddress();
    @TempDir
    private Path folder;

    /** What the handler saw. */
    private static final class Seen implements FeedHandler {
        private final Map<FeedVerdict, Integer> verdicts = new EnumMap<>(FeedVerdict.class);
        private final BitSet handled = new BitSet();

        @Override
        public void onPacket(DirectBuffer payload, int offset, int length, PacketTag tag) {
            verdicts.merge(tag.feedVerdict(), 1, Integer::sum);
            if (tag.feedVerdict() == FeedVerdict.DUPLICATE) {
                return;
            }
            assertEquals(1, tag.feedMessages());
            handled.set((int) tag.feedSequence());
        }
    }

    /** What a run came to. */
    private record Run(Seen seen, SendResult sent, FeedStatus feed) {
        long get(Counter counter) {
            return feed.counters().get(counter);
        }
    }

    private Run run(Capture capture, IntPredicate withheld) throws Exception {
        int[] ports = {freePort(), freePort()};
        List<SocketConfig> sockets = new ArrayList<>();
        for (int i = 0; i < ports.length; i++) {
            sockets.add(new SocketConfig("cme-" + i, "CME", "310", Framing.CME_MDP3, i == 0 ? "B" : "A", true,
                    null, loopback, null, null, ports[i], 8 << 20));
        }
        WorkerConfig worker = new WorkerConfig("w", WorkerConfig.NOT_PINNED, EngineKind.EPOLL, 64, 2048,
                false, new BusyPollConfig(50, false, 0), WitnessLevel.OFF, false, sockets);
        ReceiverConfig config = new ReceiverConfig(LimitsConfig.DEFAULT,
                new JournalConfig(true, folder.resolve("journal"), 1 << 16), new HousekeepingConfig(-1),
                StartConfig.UNREHEARSED, List.of(worker));
        Seen seen = new Seen();
        try (Receiver receiver = Receiver.open(config, seen)) {
            receiver.start();
            WorkerStatus status = receiver.workers().getFirst();
            SendResult sent = send(capture, withheld, ports);
            while (status.polling().get(PollCounters.Counter.PACKETS) < sent.sent()) {
                Thread.sleep(1); // another thread receives; the test's own time limit bounds the wait
            }
            receiver.stop();
            assertTrue(receiver.failure().isEmpty());
            assertEquals(0, status.handlerErrors().count());
            assertEquals(0, status.polling().get(PollCounters.Counter.SOCKET_DROPS));
            assertEquals(0, status.feedEventsDropped());
            return new Run(seen, sent, status.feeds().getFirst());
        }
    }

    private SendResult send(Capture capture, IntPredicate withheld, int[] ports) {
        List<UdpSocket> sockets = new ArrayList<>();
        try {
            for (int port : ports) {
                UdpSocket socket = UdpSocket.open(false);
                sockets.add(socket);
                socket.connect(new InetSocketAddress(loopback, port));
            }
            try (FeedSender sender = new FeedSender(sockets, 2_000, Clocks.create())) {
                return sender.run(
                        new WithheldShape(CaptureShape.ownTiming(capture, SPEED, MAX_GAP_NS, 1), withheld),
                        new SendLimits(Long.MAX_VALUE, HOUR_NS, 0));
            }
        } finally {
            sockets.forEach(UdpSocket::close);
        }
    }

    private static int freePort() throws IOException {
        try (DatagramSocket probe = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    /** The feed records of the run: kind, scope and first number, in order; those of the channel only. */
    private List<String> events() {
        List<String> events = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(folder.resolve("journal"))) {
            while (reader.next()) {
                if (reader.recordType() == RecordType.FEED && reader.feed().scope() == FeedScope.CHANNEL) {
                    events.add(
                            reader.feed().kind() + " " + reader.feed().first() + " " + reader.feed().count());
                    assertEquals("CME", reader.header()
                            .socketName(reader.feed().worker(), reader.feed().socket()).venue());
                    assertTrue(reader.feed().sinceNs() <= reader.feed().appNs());
                }
            }
            assertEquals("B", reader.header().attributes().get("worker.0.socket.0.line"));
        }
        return events;
    }

    @Test
    void everyPacketIsHandledOnceAndItsCopyIsADuplicate() throws Exception {
        Run run = run(CaptureReader.read(RealCaptures.require(RealCaptures.CME)), place -> false);
        assertEquals(10_000, run.sent.sent());
        assertEquals(10_000, run.get(Counter.PACKETS));
        assertEquals(5_000, run.get(Counter.UNIQUE));
        assertEquals(5_000, run.get(Counter.DUPLICATES));
        assertEquals(0, run.get(Counter.GAPS));
        assertEquals(0, run.get(Counter.RESETS));
        assertEquals(5_000, run.seen.handled.cardinality());
        assertEquals(5_000, run.seen.verdicts.get(FeedVerdict.DUPLICATE), run.seen.verdicts::toString);
        long leads = run.feed.lines().stream().mapToLong(line -> line.lead().interval(null).getTotalCount())
                .sum();
        assertTrue(leads > 4_900 && leads <= 5_000, () -> leads + ": the first packets may have no stamp");
        assertEquals(List.of(), events());
    }

    @Test
    void whatIsWithheldFromBothLinesIsInTheJournal() throws Exception {
        Capture capture = CaptureReader.read(RealCaptures.require(RealCaptures.CME));
        LostPackets lost = new LostPackets(capture, Framing.CME_MDP3, 1);
        Run run = run(capture, lost::isLost);
        assertEquals(10_000 - lost.datagrams(), run.get(Counter.PACKETS));
        assertEquals(51, run.get(Counter.GAPS));
        assertEquals(51, run.get(Counter.MISSING));
        assertEquals(0, run.get(Counter.FILLED));
        assertEquals(lost.firstNumbers().stream().mapToObj(first -> FeedEventKind.GAP + " " + first + " 1")
                .toList(), events());
    }

    @Test
    void whatIsWithheldFromOneLineIsMissingNowhere() throws Exception {
        Capture capture = CaptureReader.read(RealCaptures.require(RealCaptures.CME));
        LostPackets lost = new LostPackets(capture, Framing.CME_MDP3, 1);
        Run run = run(capture, place -> capture.stream(place) == 1 && lost.isLost(place));
        assertEquals(5_000, run.get(Counter.UNIQUE));
        assertEquals(5_000 - 51, run.get(Counter.DUPLICATES));
        assertEquals(0, run.get(Counter.GAPS));
        assertEquals(51, run.feed.lines().get(1).counters().get(Counter.GAPS));
        assertEquals(0, run.feed.lines().get(0).counters().get(Counter.GAPS));
        assertEquals(5_000, run.seen.handled.cardinality());
    }
}

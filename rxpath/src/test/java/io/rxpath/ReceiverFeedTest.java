package io.rxpath;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.rxpath.config.BusyPollConfig;
import io.rxpath.config.HousekeepingConfig;
import io.rxpath.config.JournalConfig;
import io.rxpath.config.LimitsConfig;
import io.rxpath.config.ReceiverConfig;
import io.rxpath.config.SocketConfig;
import io.rxpath.config.StartConfig;
import io.rxpath.config.WorkerConfig;
import io.rxpath.feed.FeedChannel;
import io.rxpath.feed.FeedCounters.Counter;
import io.rxpath.feed.FeedStatus;
import io.rxpath.feed.Framing;
import io.rxpath.poller.EngineKind;
import io.rxpath.poller.WitnessLevel;
import io.rxpath.telemetry.event.RecordType;
import io.rxpath.telemetry.journal.JournalReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a receiver says of the feeds behind its sockets, over loopback. */
@Timeout(60)
class ReceiverFeedTest {
    private final InetAddress loopback = InetAddress.getLoopbackAddress();
    private final int[] ports = {freePort(), freePort(), freePort()};
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
    @TempDir
    private Path folder;

    private static int freePort() {
        try (DatagramSocket probe = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SocketConfig socket(int i, String channel, Framing framing, String line) {
        return new SocketConfig("s" + i, "", channel, framing, line, true, null, loopback, null, null,
                ports[i], 1 << 20);
    }

    /** Both lines of a channel, and a socket that is not framed. */
    private ReceiverConfig config(StartConfig start, boolean journal) {
        WorkerConfig worker = new WorkerConfig("w", WorkerConfig.NOT_PINNED, EngineKind.SPINNING, 64, 256,
                false, new BusyPollConfig(50, false, 0), WitnessLevel.OFF, false,
                List.of(socket(0, "7", Framing.MOLDUDP64, "A"), socket(1, "7", Framing.MOLDUDP64, "B"),
                        socket(2, "", Framing.NONE, "")));
        return new ReceiverConfig(LimitsConfig.DEFAULT,
                new JournalConfig(journal, folder.resolve("journal"), 1024), new HousekeepingConfig(-1),
                start, List.of(worker));
    }

    private static byte[] mold(long first, int messages) {
        return ByteBuffer.allocate(20 + 2 * messages).putLong(0x5345_5353_494f_4e20L).putShort((short) 0x3120)
                .putLong(first).putShort((short) messages).array();
    }

    /** Sends a datagram and waits until it was handled, so that their order is known. */
    private void send(int socket, byte[] datagram) throws Exception {
        int handled = seen.size();
        try (DatagramSocket sender = new DatagramSocket(0, loopback)) {
            sender.send(new DatagramPacket(datagram, datagram.length, loopback, ports[socket]));
        }
        while (seen.size() == handled) {
            Thread.sleep(1); // another thread receives; the test's own time limit bounds the wait
        }
    }

    private Receiver open(ReceiverConfig config) {
        return Receiver.open(config, (payload, offset, length, tag) -> seen.add(tag.socket() + " "
                + tag.feedVerdict() + " " + tag.feedSequence() + "+" + tag.feedMessages()));
    }

    private static long get(FeedStatus feed, Counter counter) {
        return feed.counters().get(counter);
    }

    @Test
    void theHandlerTheStatusAndTheJournalSayTheSame() throws Exception {
        FeedStatus feed;
        try (Receiver receiver = open(config(StartConfig.UNREHEARSED, true))) {
            receiver.start();
            send(0, mold(10, 2));
            send(1, mold(10, 2));
            send(2, mold(12, 1));
            long skippedNs = System.nanoTime();
            send(1, mold(15, 1));
            send(0, new byte[5]);
            send(0, mold(12, 1));
            send(0, mold(16, 0));
            assumeTrue(System.nanoTime() - skippedNs < FeedChannel.PATIENCE_NS,
                    "the machine held the test up for so long that what is skipped counts as missing");
            feed = receiver.workers().getFirst().feeds().getFirst();
            assertEquals(2, get(feed, Counter.OPEN));
            receiver.stop();
            assertEquals(1, receiver.workers().getFirst().feeds().size());
            assertEquals(0, receiver.workers().getFirst().feedEventsDropped());
        }
        assertEquals(List.of("0 FIRST 10+2", "1 DUPLICATE 10+2", "2 NOT_FRAMED 0+0", "1 AHEAD 15+1",
                "0 NOT_A_HEADER 0+0", "0 FILLS_GAP 12+1", "0 HEARTBEAT 16+0"), seen);
        assertEquals("7", feed.title());
        assertEquals(5, get(feed, Counter.PACKETS));
        assertEquals(1, get(feed, Counter.NOT_HEADERS));
        assertEquals(1, get(feed, Counter.GAPS), "called when the run ended");
        assertEquals(2, get(feed, Counter.MISSING));
        assertEquals(0, get(feed, Counter.OPEN));
        assertEquals(List.of("A", "B"), feed.lines().stream().map(line -> line.name()).toList());
        assertEquals(
                List.of("0 NOT_HEADERS of LINE 0+1 at 4 in 0", "0 GAP of LINE 13+3 at 6 in 5345535349",
                        "1 GAP of LINE 12+3 at 6 in 5345535349", "0 GAP of CHANNEL 13+2 at 6 in 5345535349"),
                events());
    }

    private List<String> events() {
        List<String> events = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(folder.resolve("journal"))) {
            while (reader.next()) {
                if (reader.recordType() == RecordType.FEED) {
                    var feed = reader.feed();
                    events.add(feed.socket() + " " + feed.kind() + " of " + feed.scope() + " " + feed.first()
                            + "+" + feed.count() + " at " + feed.packetNumber() + " in "
                            + Long.toHexString(feed.session() >>> 24));
                }
            }
            assertEquals("moldudp64", reader.header().attributes().get("worker.0.socket.0.framing"));
            assertEquals(null, reader.header().attributes().get("worker.0.socket.2.framing"));
            assertEquals(0, reader.unknownRecords());
        }
        return events;
    }

    @Test
    void withoutAJournalTheFiguresAreTheSame() throws Exception {
        try (Receiver receiver = open(config(StartConfig.UNREHEARSED, false))) {
            receiver.start();
            send(0, mold(10, 2));
            send(0, mold(13, 2));
            receiver.stop();
            assertEquals(1, get(receiver.workers().getFirst().feeds().getFirst(), Counter.GAPS));
            assertEquals(0, receiver.workers().getFirst().feedEventsDropped());
        }
    }

    @Test
    void nothingOfTheRehearsalIsCounted() throws Exception {
        try (Receiver receiver = open(config(new StartConfig(200_000_000), true))) {
            assertTrue(receiver.rehearsal().contains(" packets in "), receiver.rehearsal());
            for (Counter counter : Counter.values()) {
                assertEquals(0, get(receiver.workers().getFirst().feeds().getFirst(), counter));
            }
            receiver.start();
            send(0, mold(10, 2));
        }
        assertEquals(List.of("0 FIRST 10+2"), seen);
        assertEquals(List.of(), events());
    }
}

package io.rxpath.lab.send;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.rxpath.lab.capture.Capture;
import io.rxpath.lab.capture.CaptureFiles;
import io.rxpath.lab.capture.CaptureReader;
import io.rxpath.linux.Clocks;
import io.rxpath.linux.UdpSocket;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedSenderTest {
    private static final long MINUTE_NS = 60_000_000_000L;

    @TempDir
    private Path folder;

    @Test
    void sendsTheFeedInOrderNumberedAndNeverEarly() throws Exception {
        int packets = 400;
        SendResult result;
        List<ByteBuffer> received;
        try (LoopbackReceiver receiver = new LoopbackReceiver();
                UdpSocket socket = connected(receiver.address());
                FeedSender sender = sender(socket)) {
            result = sender.run(new SteadyShape(20_000, 60_000, 0, 300, 1, 9),
                    new SendLimits(packets, MINUTE_NS, 1_000));
            received = receiver.await(packets);
        }
        assertEquals(packets, received.size());
        assertEquals(packets, result.sent());
        assertEquals(0, result.failed());
        assertEquals(1_000 + packets, result.nextSequence());
        SteadyShape expected = new SteadyShape(20_000, 60_000, 0, 300, 1, 9);
        long bytes = 0;
        for (int i = 0; i < packets; i++) {
            expected.advance();
            ByteBuffer datagram = received.get(i);
            assertTrue(SendStamp.present(datagram));
            assertEquals(1_000 + i, SendStamp.sequence(datagram));
            assertArrayEquals(payload(expected), LoopbackReceiver.payload(datagram));
            long earlyNs = result.firstDueNs() + expected.dueNs() - SendStamp.sendTimeNs(datagram);
            assertTrue(earlyNs < 20_000, "datagram " + i + " left " + earlyNs + " ns before it was due");
            assertEquals(result.firstDueNs() + expected.dueNs(), SendStamp.dueNs(datagram));
            bytes += datagram.limit();
        }
        assertEquals(bytes, result.bytes());
        assertEquals(SendStamp.sendTimeNs(received.getLast()), result.lastSentNs());
    }

    @Test
    void whatIsDueTogetherGoesTogetherAndSpreadsOverTheDestinations() throws Exception {
        int packets = 200;
        try (LoopbackReceiver first = new LoopbackReceiver();
                LoopbackReceiver second = new LoopbackReceiver();
                UdpSocket toFirst = connected(first.address());
                UdpSocket toSecond = connected(second.address());
                FeedSender sender = new FeedSender(List.of(toFirst, toSecond), 200, Clocks.create())) {
            SendResult result = sender.run(new PairsShape(), new SendLimits(packets, MINUTE_NS, 0));
            assertEquals(packets, result.sent());
            List<ByteBuffer> toOne = first.await(packets / 2);
            List<ByteBuffer> toTwo = second.await(packets / 2);
            assertEquals(packets / 2, toOne.size());
            assertEquals(packets / 2, toTwo.size());
            for (int i = 0; i < packets / 2; i++) {
                int pair = i / 2 * 4 + i % 2;
                assertEquals(pair, SendStamp.sequence(toOne.get(i)));
                assertEquals(pair + 2, SendStamp.sequence(toTwo.get(i)));
            }
            assertEquals(SendStamp.sendTimeNs(toOne.get(0)), SendStamp.sendTimeNs(toOne.get(1)),
                    "one call, one stamp");
        }
    }

    @Test
    void endsByTheClockWhereTheFeedDoesNot() throws Exception {
        try (LoopbackReceiver receiver = new LoopbackReceiver();
                UdpSocket socket = connected(receiver.address());
                FeedSender sender = sender(socket)) {
            SendResult sparse = sender.run(new SteadyShape(10_000_000, 10_000_000, 1, 1, 1, 0),
                    new SendLimits(Long.MAX_VALUE, 35_000_000, 0));
            // Due at 0, 10, 20 and 30 ms; fewer where the machine held the sender up for long.
            assertTrue(sparse.sent() >= 1 && sparse.sent() <= 4, "sent " + sparse.sent());
            SendResult flood = sender.run(new SteadyShape(0, 0, 1, 1, 1, 0),
                    new SendLimits(Long.MAX_VALUE, 5_000_000, 7));
            assertEquals(flood.sent() + flood.failed() + 7, flood.nextSequence());
        }
    }

    @Test
    void anAbsentReceiverIsToleratedAndCounted() throws Exception {
        InetSocketAddress nobody;
        try (DatagramSocket unused = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0))) {
            nobody = (InetSocketAddress) unused.getLocalSocketAddress();
        }
        try (UdpSocket socket = connected(nobody); FeedSender sender = sender(socket)) {
            SendResult result = sender.run(new SteadyShape(50_000, 50_000, 10, 10, 1, 0),
                    new SendLimits(50, MINUTE_NS, 0));
            assertEquals(50, result.sent() + result.failed());
            assertTrue(result.refused() > 0, "no refusal came back");
            assertTrue(result.sent() > 25, "sent " + result.sent());
        }
    }

    @Test
    void payloadsThatDoNotFitLoseTheirEnd() throws Exception {
        try (LoopbackReceiver receiver = new LoopbackReceiver();
                UdpSocket socket = connected(receiver.address());
                FeedSender sender = new FeedSender(List.of(socket), 100, Clocks.create())) {
            SteadyShape shape = new SteadyShape(1_000, 1_000, 100 - SendStamp.BYTES, 101 - SendStamp.BYTES, 1,
                    3);
            SendResult result = sender.run(shape, new SendLimits(40, MINUTE_NS, 0));
            List<ByteBuffer> received = receiver.await(40);
            assertTrue(result.cut() > 0 && result.cut() < 40, "cut " + result.cut());
            received.forEach(datagram -> assertEquals(100, datagram.limit()));
            received.forEach(datagram -> assertTrue(SendStamp.present(datagram)));
        }
    }

    @Test
    void theLoopAllocatesNothing() throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (DatagramSocket full = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0));
                UdpSocket socket = connected((InetSocketAddress) full.getLocalSocketAddress());
                FeedSender sender = sender(socket)) {
            Capture capture = CaptureReader.read(CaptureFiles.udp(folder, new long[500]));
            long more = Long.MAX_VALUE;
            // Compiled code allocates nothing; how soon all of it is compiled is the machine's affair.
            for (int round = 0; round < 60 && more != 0; round++) {
                List<TrafficShape> shapes = List.of(new SteadyShape(8_000, 12_000, 10, 300, 2, round),
                        new BurstShape(1_000_000, round), CaptureShape.fixedGap(capture, 10_000, 0));
                run(sender, shapes.get(0), 8_000);
                more = 0;
                for (TrafficShape shape : shapes) {
                    run(sender, shape, 1_000);
                    long before = threads.getCurrentThreadAllocatedBytes();
                    run(sender, shape, 10);
                    long few = threads.getCurrentThreadAllocatedBytes() - before;
                    before = threads.getCurrentThreadAllocatedBytes();
                    run(sender, shape, 500);
                    long many = threads.getCurrentThreadAllocatedBytes() - before;
                    more = Math.max(more, many - few);
                }
            }
            assertEquals(0, more, "bytes that 500 datagrams allocate more than 10");
        }
    }

    @Test
    void refusesLimitsThatAreNone() {
        assertThrows(IllegalArgumentException.class, () -> new SendLimits(0, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new SendLimits(1, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new SendLimits(1, Long.MAX_VALUE, 0));
        assertThrows(IllegalArgumentException.class, () -> new FeedSender(List.of(), 100, Clocks.create()));
    }

    private static void run(FeedSender sender, TrafficShape shape, int packets) {
        sender.run(shape, new SendLimits(packets, MINUTE_NS, 0));
    }

    private static UdpSocket connected(InetSocketAddress peer) {
        UdpSocket socket = UdpSocket.open(false);
        socket.connect(peer);
        return socket;
    }

    private static FeedSender sender(UdpSocket socket) {
        return new FeedSender(List.of(socket), FeedSender.ETHERNET_BYTES, Clocks.create());
    }

    static byte[] payload(TrafficShape shape) {
        byte[] payload = new byte[shape.length()];
        shape.copyPayload(payload.length, MemorySegment.ofArray(payload), 0);
        return payload;
    }

    /** Two for the first destination and two for the second, each two due at the same time. */
    private static final class PairsShape implements TrafficShape {
        private int at = -1;

        @Override
        public boolean advance() {
            at++;
            return true;
        }

        @Override
        public long dueNs() {
            return at / 2 * 100_000L;
        }

        @Override
        public int length() {
            return 0;
        }

        @Override
        public int stream() {
            return at / 2 % 2;
        }

        @Override
        public int streams() {
            return 2;
        }

        @Override
        public int maxLength() {
            return 0;
        }

        @Override
        public void copyPayload(int length, MemorySegment target, long offset) {
        }
    }
}

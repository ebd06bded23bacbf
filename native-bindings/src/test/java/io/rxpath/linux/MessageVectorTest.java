package io.rxpath.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The layouts of the message structs, pinned by what the kernel reads from and writes to them. */
class MessageVectorTest {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyMessageKeepsItsPayloadLengthSourceAndOrder(boolean ipv6) {
        try (Loopback loopback = new Loopback(ipv6); MessageVector in = new MessageVector(32, 1500)) {
            byte[][] payloads = new byte[32][];
            for (int i = 0; i < payloads.length; i++) {
                payloads[i] = Loopback.bytes(i * 47 + 1, i);
            }
            loopback.send(payloads);
            assertEquals(32, in.receive(loopback.receiver.fd(), 32, MessageVector.MSG_WAITFORONE));
            InetSocketAddress source = loopback.sender.localAddress();
            for (int i = 0; i < payloads.length; i++) {
                assertEquals(payloads[i].length, in.length(i));
                assertArrayEquals(payloads[i], Loopback.payload(in, i));
                assertEquals(source, in.source(i));
                assertEquals(source.getPort(), in.sourcePort(i));
                assertEquals(0, in.sourceAddressHigh(i));
                assertEquals(ipv6 ? 1 : 0xffff_7f00_0001L, in.sourceAddressLow(i));
                assertEquals(0, in.flags(i));
            }
        }
    }

    @Test
    void anotherImplementationsDatagramsReadTheSame() throws Exception {
        try (Loopback loopback = new Loopback(false);
                MessageVector in = new MessageVector(2, 100);
                DatagramSocket jdk = new DatagramSocket(Loopback.address(false, 0))) {
            byte[] payload = Loopback.bytes(99, 1);
            jdk.send(new DatagramPacket(payload, payload.length, loopback.receiver.localAddress()));
            assertEquals(1, in.receive(loopback.receiver.fd(), 2, MessageVector.MSG_WAITFORONE));
            assertEquals(jdk.getLocalSocketAddress(), in.source(0));
            assertArrayEquals(payload, Loopback.payload(in, 0));

            loopback.out.setDestination((InetSocketAddress) jdk.getLocalSocketAddress(), false);
            try (UdpSocket unconnected = UdpSocket.open(false)) {
                Loopback.send(unconnected, loopback.out, payload);
                DatagramPacket packet = new DatagramPacket(new byte[200], 200);
                jdk.setSoTimeout(5000);
                jdk.receive(packet);
                assertArrayEquals(payload, Loopback.head(packet.getData(), packet.getLength()));
                assertEquals(unconnected.localAddress().getPort(), packet.getPort());
            }
        }
    }

    @Test
    void ipv4ReachesAnIpv6SocketUnderItsMappedAddress() {
        Assumptions.assumeTrue(Loopback.hasIpv6(), "the loopback device has no IPv6 address");
        try (UdpSocket receiver = UdpSocket.open(true);
                UdpSocket sender = UdpSocket.open(false);
                MessageVector vector = new MessageVector(1, 64)) {
            receiver.bind(new InetSocketAddress(0));
            receiver.receiveTimeoutNs(Loopback.PATIENCE_NS);
            sender.connect(Loopback.address(false, receiver.localAddress().getPort()));
            Loopback.send(sender, vector, new byte[]{1, 2, 3});
            assertEquals(1, vector.receive(receiver.fd(), 1, 0));
            assertEquals(0, vector.sourceAddressHigh(0));
            assertEquals(0xffff_7f00_0001L, vector.sourceAddressLow(0));
            assertEquals(sender.localAddress(), vector.source(0));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anEmptyDatagramIsAMessageOfLengthZero(boolean ipv6) {
        try (Loopback loopback = new Loopback(ipv6); MessageVector in = new MessageVector(4, 64)) {
            loopback.send(new byte[]{7}, new byte[0], new byte[]{8, 9});
            assertEquals(3, in.receive(loopback.receiver.fd(), 4, MessageVector.MSG_WAITFORONE));
            assertEquals(1, in.length(0));
            assertEquals(0, in.length(1));
            assertEquals(2, in.length(2));
            assertEquals(loopback.sender.localAddress(), in.source(1));
        }
    }

    @Test
    void aLongDatagramIsCutAndSaysSoAndTheNextIsNot() {
        try (Loopback loopback = new Loopback(false); MessageVector in = new MessageVector(2, 100)) {
            byte[] tooLong = Loopback.bytes(101, 3);
            loopback.send(tooLong, Loopback.bytes(100, 4));
            assertEquals(2, in.receive(loopback.receiver.fd(), 2, MessageVector.MSG_WAITFORONE));
            assertEquals(MessageVector.MSG_TRUNC, in.flags(0));
            assertEquals(100, in.length(0));
            assertArrayEquals(Loopback.head(tooLong, 100), Loopback.payload(in, 0));
            assertEquals(0, in.flags(1));

            loopback.send(tooLong, new byte[5]);
            assertEquals(2, in.receive(loopback.receiver.fd(), 2,
                    MessageVector.MSG_WAITFORONE | MessageVector.MSG_TRUNC));
            assertEquals(101, in.length(0), "MSG_TRUNC as a call's flag tells the true length");
            assertEquals(MessageVector.MSG_TRUNC, in.flags(0));
            assertEquals(5, in.length(1));
        }
    }

    @Test
    void controlDataThatDoesNotFitIsFlaggedAndTheNextCallHasItsRoomBack() {
        try (Loopback loopback = new Loopback(false); MessageVector in = new MessageVector(1, 64)) {
            loopback.receiver.receiveStamps();
            ControlMessages control = new ControlMessages(in);
            StampedReceive.awaitStamps(loopback, in, control);
            for (int room = 0; room < 64; room += 8) {
                loopback.send(new byte[1]);
                in.headers().set(JAVA_LONG, MessageHeader.MSG_CONTROLLEN, room);
                // receive() gives the room back, so the bare call shows what the kernel makes of too little.
                assertEquals(1,
                        LibcSockets.recvmmsg(loopback.receiver.fd(), in.headers(), 1, 0, MemorySegment.NULL));
                assertEquals(MessageVector.MSG_CTRUNC, in.flags(0), "room " + room);
                control.parse(0);
                assertEquals(0, control.softwareStampNs(), "a stamp cut at " + room + " is none");
            }
            StampedReceive.awaitStamps(loopback, in, control);
            assertEquals(0, in.flags(0));
        }
    }

    @Test
    void sourcePortZeroIsDelivered() {
        // socket(AF_INET, SOCK_RAW, IPPROTO_UDP)
        int raw = LibcSockets.socket(2, 3, 17);
        Assumptions.assumeFalse(Errno.EPERM.is(raw), "a raw socket needs CAP_NET_RAW");
        try (Loopback loopback = new Loopback(false);
                MessageVector in = new MessageVector(1, 64);
                Arena arena = Arena.ofConfined()) {
            int port = loopback.receiver.localAddress().getPort();
            MemorySegment address = arena.allocate(SocketAddresses.MAX_BYTES, 8);
            int length = SocketAddresses.encode(Loopback.address(false, 0), false, address, 0);
            assertEquals(0, LibcSockets.connect(raw, address, length));
            byte[] datagram = {0, 0, (byte) (port >> 8), (byte) port, 0, 11, 0, 0, 'a', 'b', 'c'};
            MemorySegment packet = arena.allocateFrom(ValueLayout.JAVA_BYTE, datagram);
            assertEquals(datagram.length, LibcSockets.send(raw, packet, datagram.length, 0));
            assertEquals(1, in.receive(loopback.receiver.fd(), 1, 0));
            assertTrue(in.hasSource(0));
            assertEquals(0, in.sourcePort(0));
            assertEquals(0xffff_7f00_0001L, in.sourceAddressLow(0));
            assertArrayEquals(new byte[]{'a', 'b', 'c'}, Loopback.payload(in, 0));
        } finally {
            Libc.close(raw);
        }
    }

    @Test
    void sourcesAreNamedOnlyWhereTheyAreWanted() {
        try (Loopback loopback = new Loopback(false); MessageVector in = new MessageVector(2, 64, false)) {
            for (int call = 0; call < 2; call++) {
                loopback.send(new byte[]{1}, new byte[]{2, 3});
                assertEquals(2, in.receive(loopback.receiver.fd(), 2, MessageVector.MSG_WAITFORONE));
                assertEquals(2, in.length(1));
                assertEquals(-1, in.sourcePort(0));
                assertNull(in.source(1));
                // Destinations lie where sources would, and must not leave any.
                in.setDestination(loopback.receiver.localAddress(), false);
                Loopback.send(loopback.sender, in, new byte[]{4});
                assertEquals(1, in.receive(loopback.receiver.fd(), 2, MessageVector.MSG_WAITFORONE));
                assertEquals(-1, in.sourcePort(0));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void oneMessageByItsOwnCallIsTheSame(boolean ipv6) {
        try (Loopback loopback = new Loopback(ipv6); MessageVector in = new MessageVector(2, 64)) {
            loopback.receiver.receiveStamps();
            ControlMessages control = new ControlMessages(in);
            StampedReceive.awaitStamps(loopback, in, control);
            byte[] tooLong = Loopback.bytes(65, 3);
            loopback.send(tooLong, new byte[]{7, 8}, new byte[0]);
            assertEquals(1, in.receiveOne(loopback.receiver.fd(), 0));
            assertEquals(MessageVector.MSG_TRUNC, in.flags(0));
            assertEquals(64, in.length(0));
            assertEquals(1, in.receiveOne(loopback.receiver.fd(), 0));
            control.parse(0);
            assertTrue(control.softwareStampNs() > 0);
            assertEquals(0, in.flags(0));
            assertArrayEquals(new byte[]{7, 8}, Loopback.payload(in, 0));
            assertEquals(loopback.sender.localAddress(), in.source(0));
            assertEquals(1, in.receiveOne(loopback.receiver.fd(), 0));
            assertEquals(0, in.length(0));
            assertTrue(Errno.EAGAIN.is(in.receiveOne(loopback.receiver.fd(), MessageVector.MSG_DONTWAIT)));
        }
    }

    @Test
    void aMessageWithoutASourceSaysSo() {
        try (MessageVector vector = new MessageVector(2, 64)) {
            vector.headers().set(ValueLayout.JAVA_INT, MessageHeader.MSG_NAMELEN, 0);
            assertFalse(vector.hasSource(0));
            assertEquals(-1, vector.sourcePort(0));
            assertEquals(0, vector.sourceAddressLow(0));
            assertNull(vector.source(0));
        }
    }

    @Test
    void aVectorThatSentReceivesFullLengthsAgain() {
        try (Loopback loopback = new Loopback(false)) {
            MessageVector both = loopback.out;
            byte[] longer = Loopback.bytes(1000, 9);
            try (MessageVector other = new MessageVector(2, 1000)) {
                Loopback.send(loopback.sender, other, longer, longer);
            }
            loopback.send(new byte[1], new byte[2]);
            assertEquals(4, both.receive(loopback.receiver.fd(), 4, MessageVector.MSG_WAITFORONE));
            for (int i = 0; i < 2; i++) {
                assertEquals(0, both.flags(i));
                assertArrayEquals(longer, Loopback.payload(both, i));
                assertEquals(loopback.sender.localAddress(), both.source(i));
            }
        }
    }

    @Test
    void nothingThereAClosedSocketAndARefusedPeerAreValues() {
        try (Loopback loopback = new Loopback(false); MessageVector in = new MessageVector(8, 64)) {
            assertEquals(-Errno.EAGAIN.number(),
                    in.receive(loopback.receiver.fd(), 8, MessageVector.MSG_DONTWAIT));
            assertEquals(-Errno.EBADF.number(), in.receive(-1, 8, 0));
            assertEquals(-Errno.EBADF.number(), in.send(-1, 1, 0));
            loopback.receiver.close();
            loopback.send(new byte[1]);
            assertEquals(-Errno.ECONNREFUSED.number(),
                    in.receive(loopback.sender.fd(), 1, MessageVector.MSG_DONTWAIT));
        }
    }

    @Test
    void onlyAsManyAsAskedForAreTaken() {
        try (Loopback loopback = new Loopback(false); MessageVector in = new MessageVector(8, 64)) {
            loopback.send(new byte[]{0}, new byte[]{1}, new byte[]{2}, new byte[]{3}, new byte[]{4});
            assertEquals(0, in.receive(loopback.receiver.fd(), 0, 0));
            assertEquals(2, in.receive(loopback.receiver.fd(), 2, 0));
            assertArrayEquals(new byte[]{1}, Loopback.payload(in, 1));
            assertEquals(3, in.receive(loopback.receiver.fd(), 8, MessageVector.MSG_DONTWAIT));
            assertArrayEquals(new byte[]{4}, Loopback.payload(in, 2));
        }
    }

    @Test
    void payloadsLieWhereTheVectorSays() {
        try (MessageVector vector = new MessageVector(3, 65)) {
            assertEquals(3 * 64, vector.payloadStride());
            assertEquals(2 * 3 * 64, vector.payloadOffset(2));
            assertEquals(3 * 3 * 64, vector.slab().byteSize());
            assertEquals(vector.slab().address(), vector.payloadAddress());
            assertEquals(0, vector.payloadAddress() % 64);
            assertEquals(3, vector.capacity());
            assertEquals(65, vector.payloadBytes());
        }
    }

    @Test
    void whatCannotBeIsRefusedBeforeTheKernelSeesIt() {
        assertThrows(IllegalArgumentException.class, () -> new MessageVector(0, 64));
        assertThrows(IllegalArgumentException.class, () -> new MessageVector(1025, 64));
        assertThrows(IllegalArgumentException.class, () -> new MessageVector(1, 0));
        try (MessageVector vector = new MessageVector(2, 64)) {
            assertThrows(IllegalArgumentException.class, () -> vector.receive(0, 3, 0));
            assertThrows(IllegalArgumentException.class, () -> vector.send(0, -1, 0));
            assertThrows(IllegalArgumentException.class, () -> vector.setLength(0, 65));
            assertThrows(IndexOutOfBoundsException.class, () -> vector.setLength(1 << 20, 1));
        }
    }

    @Test
    void closingTwiceIsClosingOnceAndNothingWorksAfterwards() {
        MessageVector vector = new MessageVector(1, 64);
        vector.close();
        vector.close();
        assertThrows(IllegalStateException.class, () -> vector.receive(0, 1, 0));
        assertThrows(IllegalStateException.class, () -> vector.length(0));
    }

    @Test
    void aVectorInUseCannotBeClosed() throws Exception {
        try (Loopback loopback = new Loopback(false); MessageVector in = new MessageVector(1, 64)) {
            AtomicInteger tid = new AtomicInteger();
            FutureTask<Void> receiving = TestThread.start(() -> {
                tid.set(Libc.gettid());
                assertEquals(1, in.receive(loopback.receiver.fd(), 1, 0));
            });
            BlockedThread.await(tid);
            assertThrows(IllegalStateException.class, in::close);
            loopback.send(new byte[1]);
            TestThread.join(receiving);
        }
    }

    @Test
    void aSignalInterruptsTheWaitAndIsAValue() throws Exception {
        try (Loopback loopback = new Loopback(false); MessageVector in = new MessageVector(1, 64)) {
            AtomicInteger tid = new AtomicInteger();
            AtomicInteger first = new AtomicInteger();
            FutureTask<Void> receiving = TestThread.start(() -> {
                tid.set(Libc.gettid());
                first.set(in.receive(loopback.receiver.fd(), 1, 0));
                assertEquals(1, in.receive(loopback.receiver.fd(), 1, 0), "the vector works on after EINTR");
            });
            BlockedThread.await(tid);
            // tgkill with the virtual machine's own suspend signal, which it ignores unless it asked for it.
            assertEquals(0, Libc.syscall(234, Libc.getpid(), tid.get(), 12, 0, 0));
            while (first.get() == 0) {
                Thread.onSpinWait();
            }
            loopback.send(new byte[1]);
            TestThread.join(receiving);
            assertEquals(-Errno.EINTR.number(), first.get());
        }
    }

    @Test
    void sendingStopsAtWhatTheKernelRefuses() {
        try (Loopback loopback = new Loopback(false); MessageVector out = new MessageVector(2, 1 << 16)) {
            out.setLength(0, 10);
            out.setLength(1, 1 << 16);
            assertEquals(1, out.send(loopback.sender.fd(), 2, 0), "the first is sent");
            out.setLength(0, 1 << 16);
            int result = out.send(loopback.sender.fd(), 1, 0);
            assertEquals(-Errno.EMSGSIZE.number(), result);
            assertNotEquals(0, loopback.sender.localAddress().getPort());
        }
    }
}

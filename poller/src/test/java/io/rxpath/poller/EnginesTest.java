package io.rxpath.poller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import com.sun.management.ThreadMXBean;
import io.rxpath.linux.BusyPollParams;
import io.rxpath.linux.Libc;
import io.rxpath.linux.LinuxException;
import io.rxpath.linux.MessageVector;
import io.rxpath.linux.UdpSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every engine on the real kernel, over loopback, where nothing can be polled for. */
@Timeout(60)
class EnginesTest {
    private static final int WINDOW_USECS = 50;
    private final InetAddress loopback = InetAddress.getLoopbackAddress();
    private final List<UdpSocket> sockets = new ArrayList<>();

    private PollEngine engine(EngineKind kind, int count) {
        for (int i = 0; i < count; i++) {
            UdpSocket socket = UdpSocket.open(false);
            socket.bind(new InetSocketAddress(loopback, 0));
            sockets.add(socket);
        }
        return of(kind, sockets);
    }

    private static PollEngine of(EngineKind kind, List<UdpSocket> sockets) {
        List<NapiWatch> watches = sockets.stream().map(NapiWatch::new).toList();
        return switch (kind) {
            case BLOCKING -> new BlockingEngine(sockets.getFirst(), WINDOW_USECS, watches.getFirst());
            case INTERRUPT -> new InterruptEngine(sockets.getFirst(), watches.getFirst());
            case SPINNING -> new SpinningEngine(sockets, WINDOW_USECS, watches);
            case EPOLL -> new EpollEngine(sockets, new BusyPollParams(WINDOW_USECS, 0, false), watches);
        };
    }

    private void send(int socket, int... numbers) throws Exception {
        try (DatagramSocket sender = new DatagramSocket(0, loopback)) {
            for (int number : numbers) {
                byte[] bytes = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array();
                sender.send(new DatagramPacket(bytes, 4, sockets.get(socket).localAddress()));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anIdleTurnIsEmptyAndEnds(EngineKind kind) throws Exception {
        try (Received received = new Received(engine(kind, 1), 8)) {
            assertEquals(0, received.turn(8));
            assertEquals(0, received.drain(0));
            send(0, 1, 2, 3);
            received.await(3);
            assertEquals(List.of(1, 2, 3), received.of(0));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTurnTakesNoMoreThanItWasAskedFor(EngineKind kind) throws Exception {
        try (Received received = new Received(engine(kind, 1), 8)) {
            send(0, 1, 2, 3, 4, 5);
            assertEquals(1, received.turn(1));
            assertEquals(3, received.turn(3));
            assertEquals(1, received.turn(8));
            assertEquals(List.of(1, 2, 3, 4, 5), received.of(0));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDrainTakesWhatIsQueuedAndDoesNotWait(EngineKind kind) throws Exception {
        PollEngine engine = engine(kind, 1);
        try (Received received = new Received(engine, 4)) {
            send(0, 1, 2, 3, 4, 5, 6);
            assertEquals(4, received.drain(0));
            assertFalse(engine.polls(), "a drain that fills the batch meets no empty queue");
            assertEquals(2, received.drain(0));
            assertEquals(List.of(1, 2, 3, 4, 5, 6), received.of(0));
            assertEquals(0, received.drain(0));
            assertThrows(IndexOutOfBoundsException.class, () -> received.drain(1));
            assertThrows(IndexOutOfBoundsException.class, () -> received.drain(-1));
        }
    }

    @ParameterizedTest
    @EnumSource
    void anUnreachablePeersAnswerIsAnEmptyTurn(EngineKind kind) throws Exception {
        DatagramSocket gone = new DatagramSocket(0, loopback);
        InetSocketAddress peer = new InetSocketAddress(loopback, gone.getLocalPort());
        gone.close();
        try (Received received = new Received(engine(kind, 1), 8);
                MessageVector out = new MessageVector(1, 8)) {
            sockets.getFirst().connect(peer);
            for (int i = 0; i < 5; i++) {
                out.setLength(0, 1);
                assertEquals(1, out.send(sockets.getFirst().fd(), 1, 0));
                assertEquals(0, received.turn(8));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStoppedProcessGoesOn(EngineKind kind) throws Exception {
        try (Received received = new Received(engine(kind, 1), 8)) {
            // SIGCONT interrupts calls that wait; who sends it must be another process.
            Process signals = new ProcessBuilder("sh", "-c", "for i in 1 2 3 4 5; do kill -STOP "
                    + Libc.getpid() + "; sleep 0.02; kill -CONT " + Libc.getpid() + "; sleep 0.02; done")
                    .start();
            try {
                while (signals.isAlive()) {
                    assertEquals(0, received.turn(8));
                }
                assertEquals(0, signals.exitValue());
            } finally {
                signals.destroy();
            }
            send(0, 9);
            received.await(1);
            assertEquals(List.of(9), received.of(0));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTurnAllocatesNothing(EngineKind kind) throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        PollEngine engine = engine(kind, kind == EngineKind.SPINNING || kind == EngineKind.EPOLL ? 2 : 1);
        try (Received received = new Received(engine, 8); DatagramSocket sender = new DatagramSocket()) {
            DatagramPacket packet = new DatagramPacket(new byte[8], 8);
            long allocated = -1;
            long sum = 0;
            // The first turns allocate while the code is compiled: that must end, not never have been.
            for (int round = 0; round < 100 && allocated != 0; round++) {
                allocated = 0;
                for (int i = 0; i < 1_000; i++) {
                    packet.setSocketAddress(sockets.get(i % sockets.size()).localAddress());
                    sender.send(packet);
                    long before = threads.getCurrentThreadAllocatedBytes();
                    sum += engine.arming().ordinal() + engine.napi().napiId();
                    sum += engine.receive(received.batch(), 8);
                    sum += engine.drain(i % sockets.size(), received.batch());
                    sum += engine.socket() + (engine.polls() ? 1 : 0) + engine.windowNs();
                    allocated += threads.getCurrentThreadAllocatedBytes() - before;
                }
            }
            assertEquals(0, allocated);
            assertTrue(sum > 0);
        }
    }

    @Test
    void spinningSocketsTakeTurnsAndABurstComesFirst() throws Exception {
        PollEngine engine = engine(EngineKind.SPINNING, 3);
        try (Received received = new Received(engine, 4)) {
            for (UdpSocket socket : sockets) {
                assertTrue(socket.busyPollUsecs() > 0);
            }
            send(0, 1, 2, 3, 4, 5, 6);
            send(2, 7, 8);
            List<Integer> order = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                int packets = received.turn(1);
                order.add(packets == 0 ? -1 - engine.socket() : engine.socket());
            }
            // Four of socket 0, as many as a batch holds; then the others get their turn.
            assertEquals(List.of(0, 0, 0, 0, -2, 2, 2, -3, 0, 0, -1, -2), order);
            assertEquals(List.of(1, 2, 3, 4, 5, 6), received.of(0));
            assertEquals(List.of(7, 8), received.of(2));
        }
    }

    @Test
    void aSpinningSocketsFirstDatagramComesAlone() throws Exception {
        try (Received received = new Received(engine(EngineKind.SPINNING, 1), 8)) {
            send(0, 1, 2, 3);
            assertEquals(1, received.turn(8), "so that no call begins to poll that was not armed");
            assertEquals(2, received.turn(8));
        }
    }

    @Test
    void epollTakesWhatOneWaitFoundWithoutWaitingAgain() throws Exception {
        PollEngine engine = engine(EngineKind.EPOLL, 3);
        try (Received received = new Received(engine, 4)) {
            for (UdpSocket socket : sockets) {
                assertEquals(0, socket.busyPollUsecs());
            }
            send(2, 1);
            send(0, 2, 3);
            assertEquals(1, received.turn(1));
            assertEquals(2, engine.socket(), "in the order of readiness");
            assertTrue(engine.polls());
            assertEquals(1, received.turn(1));
            assertEquals(0, engine.socket());
            assertFalse(engine.polls(), "it was ready already");
            assertEquals(1, received.turn(4));
            assertTrue(engine.polls(), "nothing was left of the wait");
            assertEquals(List.of(2, 3), received.of(0));
        }
    }

    @Test
    void whatMakesNoEngineIsRefused() {
        List<UdpSocket> none = List.of();
        assertThrows(IllegalArgumentException.class, () -> new SpinningEngine(none, 50, List.of()));
        assertThrows(IllegalArgumentException.class,
                () -> new EpollEngine(none, new BusyPollParams(50, 0, false), List.of()));
        try (UdpSocket socket = UdpSocket.open(false)) {
            List<UdpSocket> one = List.of(socket);
            List<NapiWatch> watch = List.of(new NapiWatch(socket));
            for (int usecs : new int[]{0, 1_000_001}) {
                assertThrows(IllegalArgumentException.class, () -> new SpinningEngine(one, usecs, watch));
            }
            for (int usecs : new int[]{0, 15_001}) {
                assertThrows(IllegalArgumentException.class,
                        () -> new EpollEngine(one, new BusyPollParams(usecs, 0, false), watch));
            }
            assertThrows(IllegalArgumentException.class, () -> new SpinningEngine(one, 50, List.of()));
        }
    }

    @Test
    void aSocketThatEndsIsNoEmptyTurn() {
        PollEngine engine = engine(EngineKind.SPINNING, 2);
        try (PacketBatch batch = new PacketBatch(1, 64)) {
            engine.close();
            assertThrows(LinuxException.class, () -> engine.receive(batch, 1));
        }
        assertTrue(IntStream.range(0, 2).allMatch(i -> sockets.get(i).fd() < 0));
    }
}

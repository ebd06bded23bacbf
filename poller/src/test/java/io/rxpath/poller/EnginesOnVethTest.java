package io.rxpath.poller;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.rxpath.linux.BusyPollParams;
import io.rxpath.linux.Libc;
import io.rxpath.linux.UdpSocket;
import io.rxpath.linux.netlink.NetdevFamily;
import io.rxpath.poller.TestVeth.Datagram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The engines over devices that can be polled for, and what they say of it held against the kernel's own count of
 * busy-polled packets.
 */
@Timeout(60)
class EnginesOnVethTest {
    private static final int WINDOW_USECS = 15_000;
    private static final long GAP_NS = 20_000;
    private static final int PACKETS = 2_000;
    private static final int ROUNDS = 20;
    private static final int MOST_ROUNDS = 200;
    /** asm-generic/ioctls.h: the size of the next datagram. */
    private static final long FIONREAD = 0x541b;

    /** Engine, watches and what came of one or more sockets. */
    private static final class Rig implements AutoCloseable {
        private final List<UdpSocket> sockets;
        private final List<NapiWatch> watches;
        private final PollEngine engine;
        private final Received received;
        private final NetdevFamily netdev = NetdevFamily.open();

        Rig(EngineKind kind, int windowUsecs, UdpSocket... sockets) {
            List<UdpSocket> all = List.of(sockets);
            this.sockets = all;
            watches = all.stream().map(NapiWatch::new).toList();
            engine = switch (kind) {
                case BLOCKING -> new BlockingEngine(all.getFirst(), windowUsecs, watches.getFirst());
                case INTERRUPT -> new InterruptEngine(all.getFirst(), watches.getFirst());
                case SPINNING -> new SpinningEngine(all, windowUsecs, watches);
                case EPOLL -> new EpollEngine(all, new BusyPollParams(windowUsecs, 0, false), watches);
            };
            received = new Received(engine, 64);
        }

        /** As the housekeeping thread does. */
        void update() {
            watches.forEach(watch -> watch.update(netdev));
        }

        /** Returns when each of these sockets holds a datagram: a busy machine's softirq may come late. */
        void awaitQueued(int... indices) throws Exception {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment bytes = arena.allocate(JAVA_INT);
                for (int i : indices) {
                    while (bytes.get(JAVA_INT, 0) == 0) {
                        assertEquals(0, Libc.ioctl(sockets.get(i).fd(), FIONREAD, bytes));
                        Thread.sleep(1); // another CPU delivers
                    }
                    bytes.set(JAVA_INT, 0, 0);
                }
            }
        }

        /** Turns until one is empty, which for epoll is a window and a sleep. */
        void settle() {
            int packets;
            do {
                packets = received.turn(64);
            } while (packets > 0);
            update();
        }

        @Override
        public void close() {
            received.close();
            netdev.close();
        }
    }

    private static Datagram[] numbered(int count, int... ports) {
        return IntStream.range(0, count).mapToObj(i -> new Datagram(0, ports[i % ports.length], i))
                .toArray(Datagram[]::new);
    }

    @ParameterizedTest
    @EnumSource
    void everyPacketComesOnceAndInOrder(EngineKind kind) throws Exception {
        TestVeth.run(1, veth -> {
            try (Rig rig = new Rig(kind, WINDOW_USECS, TestVeth.socket(0, 5000))) {
                assertEquals(Arming.NOT_ARMED, rig.engine.arming(), "nothing taught it a NAPI");
                Future<?> sent = veth.send(GAP_NS, rig.received::count, numbered(PACKETS, 5000));
                rig.received.await(1);
                rig.update();
                rig.received.await(PACKETS);
                sent.get();
                assertEquals(IntStream.range(0, PACKETS).boxed().toList(), rig.received.of(0));
                assertEquals(kind == EngineKind.INTERRUPT ? Arming.NOT_ARMED : Arming.ARMED,
                        rig.engine.arming());
                assertEquals(kind != EngineKind.INTERRUPT, TestVeth.busyPolled() > 0, "the kernel's count");
                assertEquals(kind != EngineKind.INTERRUPT, rig.engine.polls());
            }
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"SPINNING", "EPOLL"})
    void bothLinesOfAFeedComeOnOneWorker(EngineKind kind) throws Exception {
        TestVeth.run(1, veth -> {
            try (Rig rig = new Rig(kind, WINDOW_USECS, TestVeth.socket(0, 14_310),
                    TestVeth.socket(0, 15_310))) {
                Future<?> sent = veth.send(GAP_NS, rig.received::count, numbered(PACKETS, 14_310, 15_310));
                rig.received.await(2);
                rig.update();
                rig.received.await(PACKETS);
                sent.get();
                for (int line = 0; line < 2; line++) {
                    int first = line;
                    assertEquals(IntStream.range(0, PACKETS / 2).mapToObj(i -> 2 * i + first).toList(),
                            rig.received.of(line));
                    assertTrue(rig.engine.napi(line).napiId() != 0);
                }
                assertEquals(rig.engine.napi(0).napiId(), rig.engine.napi(1).napiId(), "one queue");
                rig.update();
                while (rig.engine.arming() == Arming.NOT_ARMED) {
                    rig.received.turn(64); // what one wait found is being taken
                }
                assertEquals(Arming.ARMED, rig.engine.arming());
                assertTrue(TestVeth.busyPolled() > 0);
            }
        });
    }

    @Test
    void anExpiredWindowMakesEpollForgetAndTheNextDatagramTeachesItAgain() throws Exception {
        TestVeth.run(1, veth -> {
            try (Rig rig = new Rig(EngineKind.EPOLL, 5_000, TestVeth.socket(0, 5000))) {
                veth.send(0, numbered(1, 5000)).get();
                rig.received.await(1);
                rig.update();
                long polledWhileArmed = 0;
                // On a busy machine the thread is often kept from its poll: then more rounds are needed.
                for (int round = 0; round < ROUNDS
                        || polledWhileArmed < ROUNDS && round < MOST_ROUNDS; round++) {
                    assertEquals(Arming.ARMED, rig.engine.arming(), "round " + round);
                    // Within the window: our own poll takes it.
                    long before = TestVeth.busyPolled();
                    Future<?> sent = veth.send(500_000, numbered(1, 5000));
                    rig.received.await(2 * round + 2);
                    sent.get();
                    polledWhileArmed += TestVeth.busyPolled() - before;

                    assertEquals(Arming.ARMED, rig.engine.arming(), "round " + round);
                    rig.settle();
                    assertEquals(Arming.NOT_ARMED, rig.engine.arming(), "the window ran out");
                    long forgotten = TestVeth.busyPolled();
                    sent = veth.send(500_000, numbered(1, 5000));
                    rig.received.await(2 * round + 3);
                    sent.get();
                    assertEquals(forgotten, TestVeth.busyPolled(), "a wait that was NOT_ARMED polled");
                }
                assertTrue(polledWhileArmed >= ROUNDS, polledWhileArmed + " were polled for while armed");
            }
        });
    }

    @Test
    void aDatagramThatWakesASleepingWaitTeachesItsNapi() throws Exception {
        TestVeth.run(1, veth -> {
            // The window is over long before the datagram comes; the sleep is not.
            try (Rig rig = new Rig(EngineKind.EPOLL, 100, TestVeth.socket(0, 5000))) {
                veth.send(0, numbered(1, 5000)).get();
                rig.received.await(1);
                rig.update();
                int woken = 0;
                for (int round = 0; round < ROUNDS; round++) {
                    int had = rig.received.of(0).size();
                    Future<?> sent = veth.send(3_000_000, numbered(1, 5000));
                    if (rig.received.turn(64) == 1) {
                        woken++;
                        assertEquals(Arming.ARMED, rig.engine.arming());
                    }
                    sent.get();
                    rig.received.await(had + 1);
                }
                assertTrue(woken > 0, "no wait was woken");
            }
        });
    }

    @Test
    void aTurnThatOnlyTakesWhatAWaitFoundIsNotArmed() throws Exception {
        TestVeth.run(1, veth -> {
            try (Rig rig = new Rig(EngineKind.EPOLL, 1_000, TestVeth.socket(0, 5000),
                    TestVeth.socket(0, 5001))) {
                veth.send(0, numbered(2, 5000, 5001)).get();
                rig.received.await(2);
                rig.settle();
                veth.send(0, numbered(2, 5000, 5001)).get();
                rig.awaitQueued(0, 1);
                assertEquals(1, rig.received.turn(64));
                assertTrue(rig.engine.polls());
                assertEquals(Arming.NOT_ARMED, rig.engine.arming(), "the next turn only takes");
                assertEquals(rig.watches.get(1).view(), rig.engine.napi());
                assertEquals(1, rig.received.turn(64));
                assertFalse(rig.engine.polls());
                assertEquals(Arming.ARMED, rig.engine.arming(), "both sockets have the same NAPI");
            }
        });
    }

    @Test
    void epollOwnsUpToWhichNapiItPolls() throws Exception {
        TestVeth.run(2, veth -> {
            try (Rig rig = new Rig(EngineKind.EPOLL, 1_000, TestVeth.socket(0, 5000),
                    TestVeth.socket(1, 5000))) {
                Datagram first = new Datagram(0, 5000, 1);
                Datagram second = new Datagram(1, 5000, 2);
                veth.send(0, first, second).get();
                rig.received.await(2);
                rig.settle();
                int firstNapi = rig.engine.napi(0).napiId();
                int secondNapi = rig.engine.napi(1).napiId();
                assertTrue(firstNapi != 0 && secondNapi != 0 && firstNapi != secondNapi);

                veth.send(0, second).get();
                rig.awaitQueued(1);
                assertEquals(1, rig.received.turn(64));
                assertEquals(Arming.ARMED, rig.engine.arming());
                assertEquals(secondNapi, rig.engine.napi().napiId());

                veth.send(0, first).get();
                rig.awaitQueued(0);
                assertEquals(1, rig.received.turn(64));
                assertEquals(Arming.UNCHECKED, rig.engine.arming(), "another NAPI than the wait before");
                veth.send(0, first).get();
                rig.awaitQueued(0);
                assertEquals(1, rig.received.turn(64));
                assertEquals(Arming.ARMED, rig.engine.arming(), "twice the same");
                assertEquals(firstNapi, rig.engine.napi().napiId());

                veth.send(0, first, second).get();
                rig.awaitQueued(0, 1);
                rig.received.turn(64);
                rig.received.turn(64);
                assertEquals(Arming.UNCHECKED, rig.engine.arming(), "both in one wait: which came last?");
                rig.settle();
                assertEquals(Arming.NOT_ARMED, rig.engine.arming());
                veth.send(0, second).get();
                rig.awaitQueued(1);
                assertEquals(1, rig.received.drain(1));
                assertEquals(Arming.UNCHECKED, rig.engine.arming(), "drained: no wait told of it");
            }
        });
    }

    @Test
    void epollPollsOnlyTheNapiThatItSays() throws Exception {
        TestVeth.run(2, veth -> {
            try (Rig rig = new Rig(EngineKind.EPOLL, 10_000, TestVeth.socket(0, 5000),
                    TestVeth.socket(1, 5000))) {
                veth.send(0, new Datagram(0, 5000, 0), new Datagram(1, 5000, 0)).get();
                rig.received.await(2);
                rig.settle();
                int packets = 2;
                for (int round = 0; round < ROUNDS; round++) {
                    int pair = round % 2;
                    veth.send(0, new Datagram(pair, 5000, round)).get();
                    rig.received.await(++packets);
                    assertEquals(Arming.ARMED, rig.engine.arming());
                    assertEquals(rig.engine.napi(pair), rig.engine.napi());
                    long before = TestVeth.busyPolled();
                    Future<?> sent = veth.send(500_000, new Datagram(1 - pair, 5000, round));
                    rig.received.await(++packets);
                    sent.get();
                    assertEquals(before, TestVeth.busyPolled(), "the other NAPI was polled too");
                    rig.settle();
                }
            }
        });
    }

    @Test
    void eachSpinningSocketIsArmedByItsOwnFirstDatagram() throws Exception {
        TestVeth.run(1, veth -> {
            try (Rig rig = new Rig(EngineKind.SPINNING, 50, TestVeth.socket(0, 5000),
                    TestVeth.socket(0, 5001))) {
                veth.send(0, numbered(1, 5000)).get();
                rig.received.await(1);
                rig.update();
                assertEquals(Arming.ARMED, rig.engine.arming(), "it stays with the socket that gave all");
                assertEquals(0, rig.received.turn(64));
                assertEquals(Arming.NOT_ARMED, rig.engine.arming(), "the second socket has received nothing");
                assertEquals(NapiView.UNKNOWN, rig.engine.napi());
                assertEquals(0, rig.received.turn(64));
                assertEquals(rig.engine.napi(0), rig.engine.napi());
                assertEquals(Arming.ARMED, rig.engine.arming());
            }
        });
    }
}

package io.rxpath.linux;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Epoll on the real kernel, over loopback. */
@Timeout(60)
class EpollTest {
    private static final BusyPollParams PARAMS = new BusyPollParams(50, 8, false);
    private final MessageVector messages = new MessageVector(8, 64);

    @BeforeEach
    void needsLinux69() {
        try {
            Epoll.open(PARAMS, 1).close();
        } catch (LinuxException refused) {
            Assumptions.assumeFalse(refused.is(Errno.ENOTTY), refused.getMessage());
            throw refused;
        }
    }

    private static UdpSocket socket() {
        UdpSocket socket = UdpSocket.open(false);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return socket;
    }

    private void send(UdpSocket to) {
        try (UdpSocket sender = UdpSocket.open(false)) {
            messages.setDestination(to.localAddress(), false);
            messages.setLength(0, 1);
            assertEquals(1, messages.send(sender.fd(), 1, 0));
        }
    }

    private void receive(UdpSocket from) {
        assertEquals(1, messages.receive(from.fd(), 8, MessageVector.MSG_DONTWAIT));
    }

    @Test
    void parametersAreReadBackAsSet() {
        for (BusyPollParams params : Set.of(PARAMS, new BusyPollParams(0, 0, false),
                new BusyPollParams(Integer.MAX_VALUE, 64, true))) {
            try (Epoll epoll = Epoll.open(params, 1)) {
                assertEquals(params, epoll.params());
            }
        }
    }

    @Test
    void aBudgetAboveTheSoftirqsNeedsAPrivilege() throws Exception {
        BusyPollParams params = new BusyPollParams(50, 65_535, false);
        TestThread.runUnprivileged(() -> {
            LinuxException refused = assertThrows(LinuxException.class, () -> Epoll.open(params, 1));
            assertTrue(refused.isPermission(), refused.getMessage());
            assertTrue(refused.getMessage().contains("above 64 needs CAP_NET_ADMIN"), refused.getMessage());
        });
        if (Namespaces.hasNetAdmin() && Namespaces.initialUserNamespace()) {
            try (Epoll epoll = Epoll.open(params, 1)) {
                assertEquals(params, epoll.params());
            }
        }
    }

    @Test
    void whatTheStructCannotHoldIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new BusyPollParams(-1, 0, false));
        assertThrows(IllegalArgumentException.class, () -> new BusyPollParams(0, -1, false));
        assertThrows(IllegalArgumentException.class, () -> new BusyPollParams(0, 65_536, false));
        assertThrows(IllegalArgumentException.class, () -> Epoll.open(PARAMS, 0));
    }

    @Test
    void anOlderKernelIsOneSentence() {
        String said = Epoll.refused(PARAMS, -Errno.ENOTTY.number()).getMessage();
        assertTrue(said.contains("EPIOCSPARAMS, 50 us, budget 8, prefer false"), said);
        assertTrue(said.contains("Linux 6.9"), said);
        assertEquals(1, said.lines().count());
        assertTrue(Epoll.refused(PARAMS, -Errno.EOPNOTSUPP.number()).getMessage()
                .contains("CONFIG_NET_RX_BUSY_POLL"));
    }

    @Test
    void saysWhichSocketsAreReadyInTheirOrder() {
        try (Epoll epoll = Epoll.open(PARAMS, 2);
                UdpSocket first = socket();
                UdpSocket second = socket();
                UdpSocket third = socket()) {
            epoll.add(first, 7);
            epoll.add(second, 1 << 20);
            epoll.add(third, 0);
            assertEquals(0, epoll.await(1), "nothing was sent");
            send(second);
            send(first);
            send(third);
            assertEquals(2, epoll.await(1_000), "no more than it has room for");
            assertEquals(1 << 20, epoll.readySocket(0));
            assertEquals(7, epoll.readySocket(1));
            receive(second);
            assertEquals(2, epoll.await(1_000), "a socket with datagrams stays ready");
            receive(first);
            assertEquals(1, epoll.await(1_000));
            assertEquals(0, epoll.readySocket(0));
            epoll.remove(third);
            assertEquals(0, epoll.await(0), "it was taken out");
        }
    }

    @Test
    void mistakesAreOneSentence() {
        try (Epoll epoll = Epoll.open(PARAMS, 1); UdpSocket socket = socket()) {
            epoll.add(socket, 0);
            LinuxException twice = assertThrows(LinuxException.class, () -> epoll.add(socket, 0));
            assertTrue(twice.getMessage().contains("was added already"), twice.getMessage());
            epoll.remove(socket);
            LinuxException gone = assertThrows(LinuxException.class, () -> epoll.remove(socket));
            assertTrue(gone.getMessage().contains("was not added"), gone.getMessage());
            UdpSocket closed = socket();
            closed.close();
            LinuxException bad = assertThrows(LinuxException.class, () -> epoll.add(closed, 0));
            assertTrue(bad.getMessage().contains("is closed"), bad.getMessage());
        }
    }

    @Test
    void aClosedOneWaitsNoMore() {
        Epoll epoll = Epoll.open(PARAMS, 1);
        epoll.close();
        assertDoesNotThrow(epoll::close);
        assertThrows(IllegalStateException.class, () -> epoll.await(0));
    }

    @Test
    void aWaitAllocatesNothing() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (Epoll epoll = Epoll.open(PARAMS, 4); UdpSocket socket = socket()) {
            epoll.add(socket, 3);
            send(socket);
            long allocated = -1;
            long sum = 0;
            // The first rounds allocate while the code is compiled: that must end, not never have been.
            for (int round = 0; round < 40 && allocated != 0; round++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < 2_000; i++) {
                    sum += epoll.await(1_000) + epoll.readySocket(0);
                }
                allocated = threads.getCurrentThreadAllocatedBytes() - before;
            }
            assertEquals(0, allocated);
            assertEquals(0, sum % 4);
        }
    }
}

package io.rxpath.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every option is set and read back, and every refusal says what to do. */
class UdpSocketTest {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void switchesReadBackAsSet(boolean ipv6) {
        try (UdpSocket socket = open(ipv6)) {
            assertEquals(ipv6, socket.ipv6());
            for (boolean on : new boolean[]{true, false, true}) {
                socket.reuseAddress(on);
                assertEquals(on, socket.reuseAddress());
                socket.reusePort(on);
                assertEquals(on, socket.reusePort());
                socket.reportOverflow(on);
                assertEquals(on, socket.reportOverflow());
                socket.multicastLoop(on);
                assertEquals(on, socket.multicastLoop());
            }
            for (int hops : new int[]{0, 1, 7, 255}) {
                socket.multicastTtl(hops);
                assertEquals(hops, socket.multicastTtl());
            }
            assertThrows(IllegalArgumentException.class, () -> socket.multicastTtl(256));
        }
    }

    @Test
    void busyPollReadsBackAndRefusesNegativeTimes() {
        try (UdpSocket socket = UdpSocket.open(false)) {
            try {
                socket.busyPollUsecs(50);
            } catch (LinuxException refused) {
                assertTrue(refused.isPermission() || refused.is(Errno.ENOPROTOOPT), refused.getMessage());
                Assumptions.abort("this kernel or user may not: " + refused.getMessage());
            }
            assertEquals(50, socket.busyPollUsecs());
            LinuxException negative = refusal(Errno.EINVAL, () -> socket.busyPollUsecs(-1));
            assertTrue(negative.getMessage().contains("SO_BUSY_POLL, -1"), negative.getMessage());
            assertEquals(50, socket.busyPollUsecs());
            socket.busyPollUsecs(0);
            assertEquals(0, socket.busyPollUsecs());
        }
    }

    @Test
    void preferredBusyPollAndBudgetReadBackWhereAllowed() {
        try (UdpSocket socket = UdpSocket.open(false)) {
            assertFalse(socket.preferBusyPoll());
            try {
                socket.preferBusyPoll(true);
            } catch (LinuxException refused) {
                assertAdvice(refused, Errno.EPERM, "CAP_NET_ADMIN", "initial user namespace");
                Assumptions.abort("needs CAP_NET_ADMIN in the initial user namespace");
            }
            assertTrue(socket.preferBusyPoll());
            socket.preferBusyPoll(false);
            assertFalse(socket.preferBusyPoll());
            socket.busyPollBudget(64);
            socket.busyPollBudget(0);
            assertAdvice(refusal(Errno.EINVAL, () -> socket.busyPollBudget(65536)), Errno.EINVAL,
                    "0 to 65535");
        }
    }

    @Test
    void anOrdinaryUserIsToldWhichCapabilityIsMissing() throws Exception {
        TestThread.runUnprivileged(() -> {
            try (UdpSocket socket = UdpSocket.open(false)) {
                assertAdvice(refusal(Errno.EPERM, () -> socket.preferBusyPoll(true)), Errno.EPERM,
                        "setsockopt(SO_PREFER_BUSY_POLL, 1)", "CAP_NET_ADMIN", "initial user namespace");
                assertAdvice(refusal(Errno.EPERM, () -> socket.busyPollBudget(1000)), Errno.EPERM,
                        "setsockopt(SO_BUSY_POLL_BUDGET, 1000)", "CAP_NET_ADMIN");
                socket.bindToDevice("lo");
                assertAdvice(refusal(Errno.EPERM, () -> socket.bindToDevice("lo")), Errno.EPERM,
                        "CAP_NET_RAW");
                // Beyond the limit without the right to exceed it: the kernel gives what it may.
                int granted = socket.receiveBufferBytes(1 << 30);
                assertEquals(granted, socket.receiveBufferBytes());
                assertTrue(granted > 0 && granted < 1 << 30, "granted " + granted);
            }
        });
    }

    @Test
    void portsBelowTheUnprivilegedOnesAreRefusedWithTheReason() throws Exception {
        TestThread.run(() -> {
            // A new namespace begins with the usual first port, 1024.
            TestNamespace.enter();
            TestThread.dropCapabilities();
            try (UdpSocket socket = UdpSocket.open(false)) {
                assertAdvice(refusal(Errno.EACCES, () -> socket.bind(Loopback.address(false, 1))),
                        Errno.EACCES, "bind(127.0.0.1:1)", "CAP_NET_BIND_SERVICE");
            }
        });
    }

    @Test
    void theReceiveQueueIsWhatTheKernelCounts() {
        try (UdpSocket socket = UdpSocket.open(false)) {
            assertEquals(2 * 65536, socket.receiveBufferBytes(65536));
            assertTrue(socket.receiveBufferBytes(1) > 2, "the kernel has a least size");
        }
    }

    @Test
    void theReceiveTimeoutIsRoundedUpNeverDown() {
        try (UdpSocket socket = UdpSocket.open(false)) {
            assertEquals(0, socket.receiveTimeoutNs());
            long ms = 1_000_000;
            for (long wanted : new long[]{1, 999, 40 * ms, 1500 * ms, 3_600_000 * ms}) {
                socket.receiveTimeoutNs(wanted);
                long got = socket.receiveTimeoutNs();
                assertTrue(wanted <= got && got <= wanted + 20 * ms, wanted + " became " + got);
            }
            socket.receiveTimeoutNs(0);
            assertEquals(0, socket.receiveTimeoutNs());
            assertThrows(IllegalArgumentException.class, () -> socket.receiveTimeoutNs(-1));
        }
    }

    @Test
    void aReceiveCallEndsWithItsTimeout() {
        try (UdpSocket socket = UdpSocket.open(false); MessageVector in = new MessageVector(1, 64)) {
            socket.bind(Loopback.address(false, 0));
            Clocks clocks = Clocks.create();
            long[] took = new long[2];
            for (int i = 0; i < 2; i++) {
                socket.receiveTimeoutNs(i == 0 ? 10_000_000 : 200_000_000);
                long start = clocks.monotonicNs();
                assertEquals(-Errno.EAGAIN.number(), in.receive(socket.fd(), 1, 0));
                took[i] = clocks.monotonicNs() - start;
                assertTrue(took[i] >= (i == 0 ? 10_000_000 : 200_000_000), "it waited only " + took[i]);
            }
            assertTrue(took[0] < took[1], took[0] + " for the short wait, " + took[1] + " for the long");
        }
    }

    @Test
    void theReceiveStampsReadBack() {
        try (UdpSocket socket = UdpSocket.open(false)) {
            int flags = socket.receiveStamps();
            int without = flags & ~SocketOptions.SOF_TIMESTAMPING_OPT_RX_FILTER;
            assertEquals(4 | 8 | 0x10 | 0x40 | 0x2000, without);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theKernelTellsTheAddressItChose(boolean ipv6) {
        try (UdpSocket socket = open(ipv6); UdpSocket peer = open(ipv6)) {
            assertEquals(0, socket.localAddress().getPort());
            assertTrue(socket.localAddress().getAddress().isAnyLocalAddress());
            socket.bind(Loopback.address(ipv6, 0));
            assertEquals(Loopback.address(ipv6, socket.localAddress().getPort()), socket.localAddress());
            assertTrue(socket.localAddress().getPort() > 0);
            assertAdvice(refusal(Errno.EINVAL, () -> socket.bind(Loopback.address(ipv6, 0))), Errno.EINVAL,
                    "bound already");
            peer.connect(socket.localAddress());
            assertEquals(Loopback.address(ipv6, peer.localAddress().getPort()), peer.localAddress());
        }
    }

    @Test
    void aConnectedSocketHearsItsPeerOnly() {
        try (Loopback loopback = new Loopback(false);
                UdpSocket stranger = UdpSocket.open(false);
                MessageVector in = new MessageVector(8, 64)) {
            loopback.receiver.connect(loopback.sender.localAddress());
            stranger.connect(loopback.receiver.localAddress());
            Loopback.send(stranger, loopback.out, new byte[]{66});
            loopback.send(new byte[]{1});
            assertEquals(1, in.receive(loopback.receiver.fd(), 8, MessageVector.MSG_WAITFORONE));
            assertEquals(1, Loopback.payload(in, 0)[0]);
            assertTrue(loopback.receiver.incomingCpu() >= 0, "a connected socket knows its CPU");
        }
    }

    @Test
    void theLoopbackDeviceHasNoNapi() {
        try (Loopback loopback = new Loopback(false); MessageVector in = new MessageVector(1, 64)) {
            assertEquals(-1, loopback.receiver.incomingCpu());
            loopback.send(new byte[1]);
            assertEquals(1, in.receive(loopback.receiver.fd(), 1, 0));
            assertEquals(0, loopback.receiver.napiId());
            assertEquals(0, loopback.receiver.drops());
        }
    }

    @Test
    void aPortInUseIsNamedWithTheRemedy() {
        try (UdpSocket first = UdpSocket.open(false); UdpSocket second = UdpSocket.open(false)) {
            first.bind(Loopback.address(false, 0));
            InetSocketAddress taken = first.localAddress();
            assertAdvice(refusal(Errno.EADDRINUSE, () -> second.bind(taken)), Errno.EADDRINUSE,
                    "bind(127.0.0.1:" + taken.getPort() + ")", "port " + taken.getPort(), "ss -ulpn",
                    "SO_REUSEADDR");
        }
    }

    @Test
    void anAddressOfAnotherHostIsRefusedWithTheRemedy() {
        try (UdpSocket socket = UdpSocket.open(false)) {
            // 192.0.2.0/24 is set aside for documentation: nobody has it.
            InetSocketAddress foreign = new InetSocketAddress(Loopback.ip("192.0.2.1"), 0);
            assertAdvice(refusal(Errno.EADDRNOTAVAIL, () -> socket.bind(foreign)), Errno.EADDRNOTAVAIL,
                    "bind(192.0.2.1:0)", "ip address");
        }
    }

    @Test
    void aDeviceThatIsNotThereIsRefusedWithThoseThatAre() {
        try (UdpSocket socket = UdpSocket.open(false)) {
            assertAdvice(refusal(Errno.ENODEV, () -> socket.bindToDevice("nosuchdev0")), Errno.ENODEV,
                    "SO_BINDTODEVICE, nosuchdev0", "lo");
            assertThrows(IllegalArgumentException.class, () -> socket.bindToDevice(""));
            assertThrows(IllegalArgumentException.class, () -> socket.bindToDevice("a".repeat(16)));
            assertAdvice(refusal(Errno.EADDRNOTAVAIL, () -> socket.multicastInterface(1 << 30)),
                    Errno.EADDRNOTAVAIL, "device index " + (1 << 30), "lo");
        }
    }

    @Test
    void addressesOfTheWrongFamilyAndUnresolvedOnesNeverReachTheKernel() {
        try (UdpSocket socket = UdpSocket.open(false)) {
            InetSocketAddress other = new InetSocketAddress(Loopback.ip("::1"), 1);
            assertThrows(IllegalArgumentException.class, () -> socket.bind(other));
            assertThrows(IllegalArgumentException.class,
                    () -> socket.connect(InetSocketAddress.createUnresolved("feed.invalid", 1)));
        }
    }

    @Test
    void aClosedSocketSaysThatItIsClosed() {
        UdpSocket socket = UdpSocket.open(false);
        assertTrue(socket.fd() >= 0);
        socket.close();
        socket.close();
        assertEquals(-1, socket.fd());
        List<Consumer<UdpSocket>> requests = List.of(s -> s.reuseAddress(true),
                s -> s.bind(Loopback.address(false, 0)), s -> s.connect(Loopback.address(false, 9)),
                UdpSocket::localAddress, s -> s.bindToDevice("lo"), s -> s.join(Loopback.ip("239.1.1.1"), 1),
                s -> s.receiveBufferBytes(1000), s -> s.receiveTimeoutNs(1), UdpSocket::receiveTimeoutNs,
                s -> s.busyPollUsecs(1), UdpSocket::busyPollUsecs, s -> s.preferBusyPoll(true),
                s -> s.busyPollBudget(1), UdpSocket::receiveStamps, s -> s.reportOverflow(true),
                UdpSocket::napiId, UdpSocket::incomingCpu, UdpSocket::drops, s -> s.multicastInterface(1),
                s -> s.multicastTtl(1), s -> s.multicastLoop(true));
        for (Consumer<UdpSocket> request : requests) {
            assertAdvice(refusal(Errno.EBADF, () -> request.accept(socket)), Errno.EBADF, "closed");
        }
    }

    private static UdpSocket open(boolean ipv6) {
        Assumptions.assumeTrue(!ipv6 || Loopback.hasIpv6(), "the loopback device has no IPv6 address");
        return UdpSocket.open(ipv6);
    }

    private static LinuxException refusal(Errno errno, Executable request) {
        LinuxException refused = assertThrows(LinuxException.class, request);
        assertEquals(errno.number(), refused.errno(), refused.getMessage());
        return refused;
    }

    private static void assertAdvice(LinuxException refused, Errno errno, String... parts) {
        assertTrue(refused.is(errno), refused.getMessage());
        for (String part : parts) {
            assertTrue(refused.getMessage().contains(part), part + " is not in: " + refused.getMessage());
        }
    }
}

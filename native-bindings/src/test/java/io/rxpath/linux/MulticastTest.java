package io.rxpath.linux;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups on the loopback device, joined from any source and from one. */
class MulticastTest {
    private static final String IPV6_SOURCE = "fd99::1";

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSocketReceivesTheGroupsItJoinedAndNoOthers(boolean ipv6) throws Exception {
        TestThread.run(() -> joinFromAnySource(ipv6));
    }

    private void joinFromAnySource(boolean ipv6) throws Exception {
        int device = device(ipv6);
        InetAddress mine = group(ipv6, 1);
        InetAddress other = group(ipv6, 2);
        try (UdpSocket receiver = open(ipv6);
                UdpSocket neighbour = UdpSocket.open(ipv6);
                UdpSocket sender = sender(
                        new InetSocketAddress(Loopback.ip(ipv6 ? IPV6_SOURCE : "127.0.0.1"), 0), device);
                MessageVector vector = new MessageVector(8, 64)) {
            int port = bindTo(receiver, ipv6);
            receiver.join(mine, device);
            // Somebody else's membership must not bring the other group to our port.
            neighbour.join(other, device);
            send(sender, vector, new InetSocketAddress(other, port), ipv6, (byte) 2);
            send(sender, vector, new InetSocketAddress(mine, port), ipv6, (byte) 1);
            assertEquals(1, vector.receive(receiver.fd(), 8, MessageVector.MSG_WAITFORONE));
            assertArrayEquals(new byte[]{1}, Loopback.payload(vector, 0));
            assertEquals(sender.localAddress().getPort(), vector.sourcePort(0));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSourceSpecificMemberHearsOneSourceOnly(boolean ipv6) throws Exception {
        TestThread.run(() -> joinFromOneSource(ipv6));
    }

    private void joinFromOneSource(boolean ipv6) throws Exception {
        int device = device(ipv6);
        // Of IPv6 there is one address only: a source that never sends shows the filter.
        InetAddress wanted = Loopback.ip(ipv6 ? IPV6_SOURCE : "127.0.0.2");
        InetAddress silent = Loopback.ip(ipv6 ? "2001:db8::1" : "127.0.0.3");
        InetAddress heard = group(ipv6, 3);
        InetAddress unheard = group(ipv6, 4);
        try (UdpSocket receiver = open(ipv6);
                UdpSocket sender = sender(new InetSocketAddress(wanted, 0), device);
                MessageVector vector = new MessageVector(8, 64)) {
            int port = bindTo(receiver, ipv6);
            receiver.join(heard, wanted, device);
            receiver.join(unheard, silent, device);
            send(sender, vector, new InetSocketAddress(unheard, port), ipv6, (byte) 9);
            if (!ipv6) {
                try (UdpSocket stranger = sender(Loopback.address(false, 0), device)) {
                    send(stranger, vector, new InetSocketAddress(heard, port), false, (byte) 8);
                }
            }
            send(sender, vector, new InetSocketAddress(heard, port), ipv6, (byte) 7);
            assertEquals(1, vector.receive(receiver.fd(), 8, MessageVector.MSG_WAITFORONE));
            assertArrayEquals(new byte[]{7}, Loopback.payload(vector, 0));
            assertEquals(wanted, vector.source(0).getAddress());
        }
    }

    @Test
    void withoutLoopNothingComesBack() {
        int lo = NetworkDevice.index("lo");
        InetAddress group = group(false, 5);
        try (UdpSocket receiver = open(false);
                UdpSocket sender = sender(Loopback.address(false, 0), lo);
                MessageVector vector = new MessageVector(8, 64)) {
            int port = bindTo(receiver, false);
            receiver.join(group, lo);
            receiver.receiveTimeoutNs(20_000_000);
            sender.multicastLoop(false);
            send(sender, vector, new InetSocketAddress(group, port), false, (byte) 1);
            sender.multicastLoop(true);
            send(sender, vector, new InetSocketAddress(group, port), false, (byte) 2);
            int messages = vector.receive(receiver.fd(), 8, MessageVector.MSG_WAITFORONE);
            assertTrue(messages > 0, "nothing arrived: " + messages);
            assertArrayEquals(new byte[]{2}, Loopback.payload(vector, messages - 1));
        }
    }

    @Test
    void refusalsNameTheGroupTheDeviceAndTheRemedy() {
        int lo = NetworkDevice.index("lo");
        InetAddress group = group(false, 6);
        try (UdpSocket socket = UdpSocket.open(false)) {
            LinuxException noDevice = assertThrows(LinuxException.class, () -> socket.join(group, 1 << 30));
            assertTrue(noDevice.is(Errno.ENODEV), noDevice.getMessage());
            assertTrue(noDevice.getMessage().contains(group.getHostAddress()), noDevice.getMessage());
            assertTrue(noDevice.getMessage().contains("device index " + (1 << 30)), noDevice.getMessage());
            assertTrue(noDevice.getMessage().contains("lo"), noDevice.getMessage());

            socket.join(group, lo);
            LinuxException twice = assertThrows(LinuxException.class, () -> socket.join(group, lo));
            assertTrue(twice.getMessage().contains("joined it already"), twice.getMessage());

            InetAddress unicast = Loopback.ip("10.1.2.3");
            assertTrue(assertThrows(IllegalArgumentException.class, () -> socket.join(unicast, lo))
                    .getMessage().contains("no multicast group"));
            InetAddress ipv6 = group(true, 6);
            assertThrows(IllegalArgumentException.class, () -> socket.join(ipv6, lo));
            assertThrows(IllegalArgumentException.class, () -> socket.join(group, Loopback.ip("::1"), lo));
        }
    }

    /** The loopback device has no IPv6 multicast route: there a veth pair in a namespace of our own serves. */
    private int device(boolean ipv6) throws Exception {
        if (!ipv6) {
            return NetworkDevice.index("lo");
        }
        TestNamespace.enter();
        TestNamespace.ip("link add mc0 type veth peer name mc1");
        TestNamespace.ip("addr add " + IPV6_SOURCE + "/64 dev mc0 nodad");
        TestNamespace.ip("link set mc1 up");
        TestNamespace.ip("link set mc0 up");
        return NetworkDevice.index("mc0");
    }

    private static InetAddress group(boolean ipv6, int number) {
        return Loopback.ip(ipv6 ? "ff15::7278:" + number : "239.114.120." + number);
    }

    private static UdpSocket open(boolean ipv6) {
        Assumptions.assumeTrue(!ipv6 || Loopback.hasIpv6(), "the loopback device has no IPv6 address");
        UdpSocket socket = UdpSocket.open(ipv6);
        socket.receiveTimeoutNs(Loopback.PATIENCE_NS);
        return socket;
    }

    private static int bindTo(UdpSocket socket, boolean ipv6) {
        socket.bind(new InetSocketAddress(Loopback.ip(ipv6 ? "::" : "0.0.0.0"), 0));
        return socket.localAddress().getPort();
    }

    private static UdpSocket sender(InetSocketAddress from, int device) {
        UdpSocket socket = UdpSocket.open(from.getAddress() instanceof Inet6Address);
        socket.bind(from);
        socket.multicastInterface(device);
        socket.multicastTtl(0);
        return socket;
    }

    private static void send(UdpSocket sender, MessageVector vector, InetSocketAddress to, boolean ipv6,
            byte payload) {
        vector.setDestination(to, ipv6);
        Loopback.write(vector, 0, new byte[]{payload});
        long deadline = System.nanoTime() + Loopback.PATIENCE_NS;
        int sent = vector.send(sender.fd(), 1, 0);
        // A veth pair that was just switched on gets its carrier, and so its routes, a moment later.
        while (Errno.ENETUNREACH.is(sent) && System.nanoTime() < deadline) {
            Thread.onSpinWait();
            sent = vector.send(sender.fd(), 1, 0);
        }
        assertEquals(1, sent);
    }
}

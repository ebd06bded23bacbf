package io.rxpath.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;

/** A receiver and a sender connected to it, on the loopback device. */
final class Loopback implements AutoCloseable {
    /** Bounds a test that waits for a datagram that never comes. */
    static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(5);

    final UdpSocket receiver;
    final UdpSocket sender;
    final MessageVector out = new MessageVector(64, 2048);

    Loopback(boolean ipv6) {
        receiver = open(ipv6);
        sender = open(ipv6);
        receiver.bind(address(ipv6, 0));
        receiver.receiveTimeoutNs(PATIENCE_NS);
        sender.bind(address(ipv6, 0));
        sender.connect(receiver.localAddress());
    }

    private static UdpSocket open(boolean ipv6) {
        Assumptions.assumeTrue(!ipv6 || hasIpv6(), "the loopback device has no IPv6 address");
        return UdpSocket.open(ipv6);
    }

    static boolean hasIpv6() {
        try (UdpSocket socket = UdpSocket.open(true)) {
            socket.bind(address(true, 0));
            return true;
        } catch (LinuxException refused) {
            return false;
        }
    }

    static InetSocketAddress address(boolean ipv6, int port) {
        return new InetSocketAddress(ip(ipv6 ? "::1" : "127.0.0.1"), port);
    }

    static InetAddress ip(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }

    void send(byte[]... payloads) {
        send(sender, out, payloads);
    }

    static void send(UdpSocket from, MessageVector out, byte[]... payloads) {
        for (int i = 0; i < payloads.length; i++) {
            write(out, i, payloads[i]);
        }
        assertEquals(payloads.length, out.send(from.fd(), payloads.length, 0));
    }

    static void write(MessageVector vector, int i, byte[] payload) {
        MemorySegment.copy(payload, 0, vector.slab(), ValueLayout.JAVA_BYTE, vector.payloadOffset(i),
                payload.length);
        vector.setLength(i, payload.length);
    }

    static byte[] payload(MessageVector vector, int i) {
        byte[] bytes = new byte[vector.length(i)];
        MemorySegment.copy(vector.slab(), ValueLayout.JAVA_BYTE, vector.payloadOffset(i), bytes, 0,
                bytes.length);
        return bytes;
    }

    static byte[] bytes(int length, int seed) {
        byte[] bytes = new byte[length];
        new java.util.SplittableRandom(seed).nextBytes(bytes);
        return bytes;
    }

    /** The first {@code length} bytes. */
    static byte[] head(byte[] bytes, int length) {
        return Arrays.copyOf(bytes, length);
    }

    @Override
    public void close() {
        receiver.close();
        sender.close();
        out.close();
    }
}

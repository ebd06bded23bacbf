package io.rxpath.config;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Objects;

/** How two sockets of one host stand in each other's way; only what is so on every machine. */
final class SocketOverlap {
    private SocketOverlap() {
    }

    /**
     * Whether the kernel refuses the second of them its port (udp_lib_lport_inuse, inet_rcv_saddr_equal). Sockets of
     * groups are opened to share theirs.
     */
    static boolean excludes(SocketConfig one, SocketConfig other) {
        return one.port() == other.port() && (one.group() == null || other.group() == null)
                && (one.device() == null || other.device() == null || one.device().equals(other.device()))
                && overlap(local(one), local(other));
    }

    /** Whether each packet of a group comes to both. */
    static boolean doubles(SocketConfig one, SocketConfig other) {
        return one.port() == other.port() && one.group() != null && one.group().equals(other.group())
                && Objects.equals(one.device(), other.device())
                && (one.source() == null || other.source() == null || one.source().equals(other.source()));
    }

    private static boolean overlap(InetAddress one, InetAddress other) {
        // The wildcard of IPv6 takes IPv4 too. That of IPv4 beside an address of IPv6: as the kernel likes.
        return one.equals(other) || isAnyOfAll(one) || isAnyOfAll(other)
                || one instanceof Inet6Address == other instanceof Inet6Address
                        && (one.isAnyLocalAddress() || other.isAnyLocalAddress());
    }

    private static boolean isAnyOfAll(InetAddress address) {
        return address instanceof Inet6Address && address.isAnyLocalAddress();
    }

    private static InetAddress local(SocketConfig socket) {
        if (socket.bindAddress() != null) {
            return socket.bindAddress();
        }
        return socket.group() != null ? socket.group() : InetAddress.ofLiteral("0.0.0.0");
    }
}

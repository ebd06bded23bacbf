package io.rxpath.linux;

import static io.rxpath.linux.SocketOptions.*;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * The multicast options of a socket, of either family: which groups it receives and how it sends to groups. What they
 * mean is said in {@link UdpSocket}. Source: ip(7), ipv6(7), RFC 3678.
 */
final class MulticastOptions {
    private static final int IP_MREQN_BYTES = 12;

    private MulticastOptions() {
    }

    static void join(int fd, boolean ipv6, InetAddress group, int interfaceIndex) {
        join(fd, ipv6, MCAST_JOIN_GROUP, "MCAST_JOIN_GROUP", group, null, interfaceIndex);
    }

    static void join(int fd, boolean ipv6, InetAddress group, InetAddress source, int interfaceIndex) {
        if (group instanceof Inet4Address != source instanceof Inet4Address) {
            throw new IllegalArgumentException("group " + group.getHostAddress() + " and source "
                    + source.getHostAddress() + " are of different families: use one for both");
        }
        join(fd, ipv6, MCAST_JOIN_SOURCE_GROUP, "MCAST_JOIN_SOURCE_GROUP", group, source, interfaceIndex);
    }

    private static void join(int fd, boolean ipv6, int option, String name, InetAddress group,
            InetAddress source, int interfaceIndex) {
        if (!group.isMulticastAddress()) {
            throw new IllegalArgumentException(group.getHostAddress()
                    + " is no multicast group: groups are 224.0.0.0 to 239.255.255.255 and ff00::/8");
        }
        boolean ipv4 = group instanceof Inet4Address;
        if (!ipv4 && !ipv6) {
            throw new IllegalArgumentException(group.getHostAddress()
                    + " is an IPv6 group, but the socket is an IPv4 one: open an IPv6 socket for it");
        }
        MemorySegment memory = CallState.ofThread().value;
        int length = MulticastRequest.encode(group, source, interfaceIndex, memory);
        int result = SocketCalls.set(fd, ipv4 ? IPPROTO_IP : IPPROTO_IPV6, option, memory, length);
        if (result < 0) {
            throw SocketCalls.refused(
                    "setsockopt(" + name + ", group " + group.getHostAddress()
                            + (source == null ? "" : ", source " + source.getHostAddress())
                            + ", device index " + interfaceIndex + ")",
                    result, joinAdvice(result, interfaceIndex));
        }
    }

    private static String joinAdvice(int result, int interfaceIndex) {
        if (Errno.ENODEV.is(result) || Errno.ENXIO.is(result)) {
            return interfaceIndex == 0
                    ? "no route leads to the group: name the device"
                    : "no device that can receive it has this index; " + NetworkDevice.known();
        }
        if (Errno.EADDRINUSE.is(result) || Errno.EADDRNOTAVAIL.is(result)) {
            return "this socket joined it already on that device";
        }
        return Errno.ENOBUFS.is(result) ? "raise net.ipv4.igmp_max_memberships or igmp_max_msf" : "";
    }

    static void sendThrough(int fd, boolean ipv6, int interfaceIndex) {
        // struct ip_mreqn { struct in_addr imr_multiaddr; struct in_addr imr_address; int imr_ifindex; };
        MemorySegment memory = CallState.ofThread().value;
        memory.set(JAVA_LONG, 0, ipv6 ? interfaceIndex : 0);
        memory.set(JAVA_INT, 8, interfaceIndex);
        int result = ipv6
                ? SocketCalls.set(fd, IPPROTO_IPV6, IPV6_MULTICAST_IF, memory, Integer.BYTES)
                : SocketCalls.set(fd, IPPROTO_IP, IP_MULTICAST_IF, memory, IP_MREQN_BYTES);
        if (result < 0) {
            throw SocketCalls.refused("setsockopt(" + (ipv6 ? "IPV6_MULTICAST_IF" : "IP_MULTICAST_IF")
                    + ", device index " + interfaceIndex + ")", result, NetworkDevice.known());
        }
    }

    static void hops(int fd, boolean ipv6, int hops) {
        if (hops < 0 || hops > 255) {
            throw new IllegalArgumentException("multicast of " + hops + " hops: from 0 to 255 are possible");
        }
        if (ipv6) {
            SocketCalls.setOrThrow(fd, "IPV6_MULTICAST_HOPS", IPPROTO_IPV6, IPV6_MULTICAST_HOPS, hops, "");
        } else {
            SocketCalls.setOrThrow(fd, "IP_MULTICAST_TTL", IPPROTO_IP, IP_MULTICAST_TTL, hops, "");
        }
    }

    static int hops(int fd, boolean ipv6) {
        return ipv6
                ? SocketCalls.getOrThrow(fd, "IPV6_MULTICAST_HOPS", IPPROTO_IPV6, IPV6_MULTICAST_HOPS)
                : SocketCalls.getOrThrow(fd, "IP_MULTICAST_TTL", IPPROTO_IP, IP_MULTICAST_TTL);
    }

    static void loop(int fd, boolean ipv6, boolean on) {
        if (ipv6) {
            SocketCalls.setOrThrow(fd, "IPV6_MULTICAST_LOOP", IPPROTO_IPV6, IPV6_MULTICAST_LOOP, on ? 1 : 0,
                    "");
        } else {
            SocketCalls.setOrThrow(fd, "IP_MULTICAST_LOOP", IPPROTO_IP, IP_MULTICAST_LOOP, on ? 1 : 0, "");
        }
    }

    static boolean loop(int fd, boolean ipv6) {
        return (ipv6
                ? SocketCalls.getOrThrow(fd, "IPV6_MULTICAST_LOOP", IPPROTO_IPV6, IPV6_MULTICAST_LOOP)
                : SocketCalls.getOrThrow(fd, "IP_MULTICAST_LOOP", IPPROTO_IP, IP_MULTICAST_LOOP)) != 0;
    }
}

package io.rxpath.linux;

/**
 * Options of setsockopt(2) and getsockopt(2) with C's names and their numbers on x86-64. The header stands above each
 * group; the manual pages are socket(7), ip(7) and ipv6(7).
 */
public final class SocketOptions {
    // asm-generic/socket.h
    /** Level of the options that every socket has. */
    public static final int SOL_SOCKET = 1;
    /** int: several sockets may bind a multicast port. */
    public static final int SO_REUSEADDR = 2;
    /** int: the size of the receive queue in bytes, doubled by the kernel, at most net.core.rmem_max. */
    public static final int SO_RCVBUF = 8;
    /** int: several sockets share a port, and unicast datagrams are spread over them. */
    public static final int SO_REUSEPORT = 15;
    /** struct timeval: how long a receive call waits; 0 for ever. */
    public static final int SO_RCVTIMEO = 20;
    /** C string: only from and to this device. */
    public static final int SO_BINDTODEVICE = 25;
    /** int: SO_RCVBUF beyond net.core.rmem_max; needs CAP_NET_ADMIN. */
    public static final int SO_RCVBUFFORCE = 33;
    /** int: each message says how many the socket dropped; the type of that control message (u32) too. */
    public static final int SO_RXQ_OVFL = 40;
    /** int, microseconds: how long a receive call polls the device itself. */
    public static final int SO_BUSY_POLL = 46;
    /** int, to read: the CPU that processed the last packet, -1 where unknown. */
    public static final int SO_INCOMING_CPU = 49;
    /** u32[9], to read: the socket's memory (linux/sock_diag.h, SK_MEMINFO_*). */
    public static final int SO_MEMINFO = 55;
    /** int, to read: the NAPI instance that delivered the last packet, 0 where none did. */
    public static final int SO_INCOMING_NAPI_ID = 56;
    /** Type of the control message that names the device of a hardware stamp. */
    public static final int SCM_TIMESTAMPING_PKTINFO = 58;
    /** int, SOF_TIMESTAMPING_*: which stamps are made and told; the type of their control message too. */
    public static final int SO_TIMESTAMPING_NEW = 65;
    /** int: busy polling goes before softirq processing. */
    public static final int SO_PREFER_BUSY_POLL = 69;
    /** int, to set only: the most packets of one busy poll; 0 means 8. */
    public static final int SO_BUSY_POLL_BUDGET = 70;

    // linux/sock_diag.h
    /** Index of the dropped datagrams in SO_MEMINFO. */
    public static final int SK_MEMINFO_DROPS = 8;
    /** Number of values in SO_MEMINFO. */
    public static final int SK_MEMINFO_VARS = 9;

    // linux/net_tstamp.h
    /** Devices stamp what they receive. */
    public static final int SOF_TIMESTAMPING_RX_HARDWARE = 1 << 2;
    /** The kernel stamps what it receives. */
    public static final int SOF_TIMESTAMPING_RX_SOFTWARE = 1 << 3;
    /** Software stamps are told. */
    public static final int SOF_TIMESTAMPING_SOFTWARE = 1 << 4;
    /** Hardware stamps are told. */
    public static final int SOF_TIMESTAMPING_RAW_HARDWARE = 1 << 6;
    /** Beside a hardware stamp the device is named. */
    public static final int SOF_TIMESTAMPING_OPT_PKTINFO = 1 << 13;
    /** Only what this socket asked for is told, not what others made the host stamp. */
    public static final int SOF_TIMESTAMPING_OPT_RX_FILTER = 1 << 17;

    // linux/in.h
    /** Level of the IPv4 options. */
    public static final int IPPROTO_IP = 0;
    /** The UDP protocol. */
    public static final int IPPROTO_UDP = 17;
    /** struct ip_mreqn: the device multicast is sent through. */
    public static final int IP_MULTICAST_IF = 32;
    /** int: hops that sent multicast may make. */
    public static final int IP_MULTICAST_TTL = 33;
    /** int: sent multicast comes back to this host's own members. */
    public static final int IP_MULTICAST_LOOP = 34;
    /** struct group_req, level of the group's family: receive a group. */
    public static final int MCAST_JOIN_GROUP = 42;
    /** struct group_source_req, level of the group's family: receive a group from one source. */
    public static final int MCAST_JOIN_SOURCE_GROUP = 46;
    /** int: receive the groups that anybody on this host joined, not only this socket's. */
    public static final int IP_MULTICAST_ALL = 49;

    // linux/in6.h
    /** Level of the IPv6 options. */
    public static final int IPPROTO_IPV6 = 41;
    /** int: the device multicast is sent through. */
    public static final int IPV6_MULTICAST_IF = 17;
    /** int: hops that sent multicast may make. */
    public static final int IPV6_MULTICAST_HOPS = 18;
    /** int: sent multicast comes back to this host's own members. */
    public static final int IPV6_MULTICAST_LOOP = 19;
    /** int: no IPv4 through this socket. */
    public static final int IPV6_V6ONLY = 26;
    /** int: as IP_MULTICAST_ALL. */
    public static final int IPV6_MULTICAST_ALL = 29;

    private SocketOptions() {
    }
}

package io.rxpath.linux;

import static io.rxpath.linux.SocketOptions.*;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * A UDP socket with the options of the receive path. Each method makes one request and throws {@link LinuxException}
 * with what to do about it where the kernel refuses; datagrams go through {@link MessageVector}.
 *
 * <p>Any thread may call any method; reading an option allocates nothing. Closing does not wake a thread that waits
 * in a receive call on the socket: {@link #receiveTimeoutNs(long)} bounds that wait.
 */
public final class UdpSocket implements AutoCloseable {
    // bits/socket_type.h
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_CLOEXEC = 0x80000;

    /** The receive path's stamps: software and hardware, the device's name, and only what was asked for. */
    private static final int RECEIVE_STAMPS = SOF_TIMESTAMPING_RX_HARDWARE | SOF_TIMESTAMPING_RX_SOFTWARE
            | SOF_TIMESTAMPING_SOFTWARE | SOF_TIMESTAMPING_RAW_HARDWARE | SOF_TIMESTAMPING_OPT_PKTINFO
            | SOF_TIMESTAMPING_OPT_RX_FILTER;
    private static final int TIMEVAL_BYTES = 16;
    private static final long SECOND_USECS = 1_000_000;
    private static final int IFNAMSIZ = 16;
    private static final String NET_ADMIN = "it needs CAP_NET_ADMIN in the initial user namespace:"
            + " run as root outside containers, or grant the capability";

    private final boolean ipv6;
    private int fd;

    private UdpSocket(int fd, boolean ipv6) {
        this.fd = fd;
        this.ipv6 = ipv6;
    }

    /**
     * Opens a socket that receives only the groups it joins itself (IP_MULTICAST_ALL off).
     *
     * @param ipv6 whether for IPv6, and IPv4 by mapped addresses, or for IPv4 alone
     */
    public static UdpSocket open(boolean ipv6) {
        int family = ipv6 ? SocketAddresses.AF_INET6 : SocketAddresses.AF_INET;
        int fd = LibcSockets.socket(family, SOCK_DGRAM | SOCK_CLOEXEC, IPPROTO_UDP);
        if (fd < 0) {
            throw new LinuxException("socket(" + (ipv6 ? "AF_INET6" : "AF_INET") + ", SOCK_DGRAM)", -fd,
                    openAdvice(fd));
        }
        UdpSocket socket = new UdpSocket(fd, ipv6);
        try {
            socket.set("IP_MULTICAST_ALL", IPPROTO_IP, IP_MULTICAST_ALL, 0, "");
            if (ipv6) {
                socket.set("IPV6_V6ONLY", IPPROTO_IPV6, IPV6_V6ONLY, 0, "");
                socket.set("IPV6_MULTICAST_ALL", IPPROTO_IPV6, IPV6_MULTICAST_ALL, 0, "");
            }
        } catch (LinuxException refused) {
            socket.close();
            throw refused;
        }
        return socket;
    }

    private static String openAdvice(int result) {
        if (Errno.EMFILE.is(result)) {
            return "raise the limit of open files (ulimit -n, LimitNOFILE=)";
        }
        return Errno.EAFNOSUPPORT.is(result) ? "IPv6 is switched off on this host: use IPv4" : "";
    }

    /** The descriptor, for {@link MessageVector}; -1 once closed. */
    public synchronized int fd() {
        return fd;
    }

    /** Whether this is an IPv6 socket. */
    public boolean ipv6() {
        return ipv6;
    }

    /** Sets whether other sockets may bind the same multicast port (SO_REUSEADDR); before {@link #bind}. */
    public void reuseAddress(boolean on) {
        set("SO_REUSEADDR", SOL_SOCKET, SO_REUSEADDR, on ? 1 : 0, "");
    }

    /** Whether SO_REUSEADDR is on. */
    public boolean reuseAddress() {
        return get("SO_REUSEADDR", SOL_SOCKET, SO_REUSEADDR) != 0;
    }

    /** Sets whether sockets of the same user share the port, unicast spread over them (SO_REUSEPORT). */
    public void reusePort(boolean on) {
        set("SO_REUSEPORT", SOL_SOCKET, SO_REUSEPORT, on ? 1 : 0, "");
    }

    /** Whether SO_REUSEPORT is on. */
    public boolean reusePort() {
        return get("SO_REUSEPORT", SOL_SOCKET, SO_REUSEPORT) != 0;
    }

    /** Binds to an address of this host, a group, or the wildcard; port 0 lets the kernel choose. */
    public void bind(InetSocketAddress address) {
        MemorySegment memory = CallState.ofThread().value;
        int length = SocketAddresses.encode(address, ipv6, memory, 0);
        int result = SocketCalls.bind(fd(), memory, length);
        if (result < 0) {
            throw SocketCalls.refused("bind(" + text(address) + ")", result,
                    bindAdvice(result, address.getPort()));
        }
    }

    private static String bindAdvice(int result, int port) {
        if (Errno.EADDRINUSE.is(result)) {
            return "another socket holds port " + port + " (ss -ulpn 'sport = :" + port
                    + "' shows whose): end it, choose another port, or for multicast set SO_REUSEADDR on every"
                    + " socket of the port";
        }
        if (Errno.EADDRNOTAVAIL.is(result)) {
            return "bind to an address that ip address lists, to the group, or to the wildcard";
        }
        if (Errno.EACCES.is(result)) {
            return "a port below net.ipv4.ip_unprivileged_port_start needs CAP_NET_BIND_SERVICE: choose a higher one";
        }
        return Errno.EINVAL.is(result)
                ? "it is bound already, or the address is link-local without its device (fe80::1%eth0)"
                : "";
    }

    /** Receives only from {@code peer}, and sends to it; fixes the socket's own address. */
    public void connect(InetSocketAddress peer) {
        MemorySegment memory = CallState.ofThread().value;
        int length = SocketAddresses.encode(peer, ipv6, memory, 0);
        int result = SocketCalls.connect(fd(), memory, length);
        if (result < 0) {
            boolean unreachable = Errno.ENETUNREACH.is(result) || Errno.EADDRNOTAVAIL.is(result);
            throw SocketCalls.refused("connect(" + text(peer) + ")", result,
                    unreachable
                            ? "ip route get " + peer.getAddress().getHostAddress()
                                    + " says which route is missing"
                            : "");
        }
    }

    /** The address the socket is bound to; the wildcard with port 0 before. */
    public InetSocketAddress localAddress() {
        CallState state = CallState.ofThread();
        state.valueLength.set(JAVA_INT, 0, SocketAddresses.MAX_BYTES);
        int result = LibcSockets.getsockname(fd(), state.value, state.valueLength);
        if (result < 0) {
            throw SocketCalls.refused("getsockname()", result, "");
        }
        return SocketAddresses.decode(state.value, 0);
    }

    /** Receives from and sends through one device only (SO_BINDTODEVICE). */
    public void bindToDevice(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0 || bytes.length >= IFNAMSIZ) {
            throw new IllegalArgumentException("'" + name + "' is no device name: " + NetworkDevice.known());
        }
        MemorySegment memory = CallState.ofThread().value;
        MemorySegment.copy(bytes, 0, memory, JAVA_BYTE, 0, bytes.length);
        int result = SocketCalls.set(fd(), SOL_SOCKET, SO_BINDTODEVICE, memory, bytes.length);
        if (result < 0) {
            throw SocketCalls.refused("setsockopt(SO_BINDTODEVICE, " + name + ")", result,
                    Errno.ENODEV.is(result)
                            ? NetworkDevice.known()
                            : "to change the device of a socket needs CAP_NET_RAW");
        }
    }

    /** Joins a group from any source on the device of {@code interfaceIndex}; 0 lets the routes choose. */
    public void join(InetAddress group, int interfaceIndex) {
        MulticastOptions.join(fd(), ipv6, group, interfaceIndex);
    }

    /**
     * Joins a group from one source on the device of {@code interfaceIndex}; 0 lets the routes choose. Repeated, it
     * adds a source; after a join from any source it narrows that one.
     */
    public void join(InetAddress group, InetAddress source, int interfaceIndex) {
        MulticastOptions.join(fd(), ipv6, group, source, interfaceIndex);
    }

    /** Sends multicast through the device of this index. */
    public void multicastInterface(int interfaceIndex) {
        MulticastOptions.sendThrough(fd(), ipv6, interfaceIndex);
    }

    /** Sets how many hops sent multicast may make, 0 (this host) to 255. */
    public void multicastTtl(int hops) {
        MulticastOptions.hops(fd(), ipv6, hops);
    }

    /** The hops that sent multicast may make. */
    public int multicastTtl() {
        return MulticastOptions.hops(fd(), ipv6);
    }

    /** Sets whether members on this host receive what this socket sends. */
    public void multicastLoop(boolean on) {
        MulticastOptions.loop(fd(), ipv6, on);
    }

    /** Whether members on this host receive what this socket sends. */
    public boolean multicastLoop() {
        return MulticastOptions.loop(fd(), ipv6);
    }

    /**
     * Asks for a receive queue of {@code wanted} bytes, beyond net.core.rmem_max where the process may.
     *
     * @return what is in force by the kernel's own count, which is twice the bytes granted
     */
    public int receiveBufferBytes(int wanted) {
        if (SocketCalls.setInt(fd(), SOL_SOCKET, SO_RCVBUFFORCE, wanted) < 0) {
            set("SO_RCVBUF", SOL_SOCKET, SO_RCVBUF, wanted, "");
        }
        return receiveBufferBytes();
    }

    /** The receive queue in bytes by the kernel's own count. */
    public int receiveBufferBytes() {
        return get("SO_RCVBUF", SOL_SOCKET, SO_RCVBUF);
    }

    /**
     * Bounds the wait of a receive call, after which it returns EAGAIN. The kernel rounds up to its tick.
     *
     * @param nanos how long, rounded up to a microsecond; 0 for ever
     */
    public void receiveTimeoutNs(long nanos) {
        if (nanos < 0) {
            throw new IllegalArgumentException("a receive timeout of " + nanos + " ns: give 0 or more");
        }
        long usecs = nanos / 1000 + (nanos % 1000 == 0 ? 0 : 1);
        // struct timeval { time_t tv_sec; suseconds_t tv_usec; };
        MemorySegment timeval = CallState.ofThread().value;
        timeval.set(JAVA_LONG, 0, usecs / SECOND_USECS);
        timeval.set(JAVA_LONG, 8, usecs % SECOND_USECS);
        int result = SocketCalls.set(fd(), SOL_SOCKET, SO_RCVTIMEO, timeval, TIMEVAL_BYTES);
        if (result < 0) {
            throw SocketCalls.refused("setsockopt(SO_RCVTIMEO, " + usecs + " us)", result, "");
        }
    }

    /** The bound of a receive call's wait as the kernel rounded it, 0 for ever. */
    public long receiveTimeoutNs() {
        MemorySegment timeval = read("SO_RCVTIMEO", SOL_SOCKET, SO_RCVTIMEO, TIMEVAL_BYTES);
        return (timeval.get(JAVA_LONG, 0) * SECOND_USECS + timeval.get(JAVA_LONG, 8)) * 1000;
    }

    /** Sets how long a receive call polls the device itself (SO_BUSY_POLL), in units of 1.024 µs; 0 not at all. */
    public void busyPollUsecs(int usecs) {
        set("SO_BUSY_POLL", SOL_SOCKET, SO_BUSY_POLL, usecs,
                usecs < 0 ? "give 0 or more" : "this kernel wants CAP_NET_ADMIN to raise it");
    }

    /** How long a receive call polls the device itself, in units of 1.024 µs; 0 not at all. */
    public int busyPollUsecs() {
        return get("SO_BUSY_POLL", SOL_SOCKET, SO_BUSY_POLL);
    }

    /** Sets whether busy polling goes before softirq processing (SO_PREFER_BUSY_POLL). */
    public void preferBusyPoll(boolean on) {
        set("SO_PREFER_BUSY_POLL", SOL_SOCKET, SO_PREFER_BUSY_POLL, on ? 1 : 0, NET_ADMIN);
    }

    /** Whether busy polling goes before softirq processing. */
    public boolean preferBusyPoll() {
        return get("SO_PREFER_BUSY_POLL", SOL_SOCKET, SO_PREFER_BUSY_POLL) != 0;
    }

    /** Sets the most packets one busy poll takes, 0 (the kernel's 8) to 65535; it cannot be read back. */
    public void busyPollBudget(int packets) {
        set("SO_BUSY_POLL_BUDGET", SOL_SOCKET, SO_BUSY_POLL_BUDGET, packets,
                packets < 0 || packets > 65535 ? "give 0 to 65535" : "to raise " + NET_ADMIN);
    }

    /**
     * Turns on receive stamps, software and hardware (SO_TIMESTAMPING_NEW). The first packets after it may carry
     * none.
     *
     * @return the SOF_TIMESTAMPING flags in force, read back
     */
    public int receiveStamps() {
        int result = SocketCalls.setInt(fd(), SOL_SOCKET, SO_TIMESTAMPING_NEW, RECEIVE_STAMPS);
        if (Errno.EINVAL.is(result)) {
            // A kernel before 6.12 does not know the filter.
            set("SO_TIMESTAMPING_NEW", SOL_SOCKET, SO_TIMESTAMPING_NEW,
                    RECEIVE_STAMPS & ~SOF_TIMESTAMPING_OPT_RX_FILTER, "");
        } else if (result < 0) {
            throw SocketCalls.refused("setsockopt(SO_TIMESTAMPING_NEW, " + RECEIVE_STAMPS + ")", result, "");
        }
        return get("SO_TIMESTAMPING_NEW", SOL_SOCKET, SO_TIMESTAMPING_NEW);
    }

    /** Sets whether each message says how many datagrams the socket dropped (SO_RXQ_OVFL). */
    public void reportOverflow(boolean on) {
        set("SO_RXQ_OVFL", SOL_SOCKET, SO_RXQ_OVFL, on ? 1 : 0, "");
    }

    /** Whether each message says how many datagrams the socket dropped. */
    public boolean reportOverflow() {
        return get("SO_RXQ_OVFL", SOL_SOCKET, SO_RXQ_OVFL) != 0;
    }

    /** The NAPI instance that delivered to this socket, 0 where none did (loopback, nothing received yet). */
    public int napiId() {
        return get("SO_INCOMING_NAPI_ID", SOL_SOCKET, SO_INCOMING_NAPI_ID);
    }

    /** The CPU that processed the last packet; stays -1 on an unconnected socket. */
    public int incomingCpu() {
        return get("SO_INCOMING_CPU", SOL_SOCKET, SO_INCOMING_CPU);
    }

    /** Datagrams dropped for want of room since the socket was opened, modulo 2^32 (SO_MEMINFO). */
    public long drops() {
        MemorySegment memory = read("SO_MEMINFO", SOL_SOCKET, SO_MEMINFO, SK_MEMINFO_VARS * Integer.BYTES);
        return memory.get(JAVA_INT, SK_MEMINFO_DROPS * Integer.BYTES) & 0xffff_ffffL;
    }

    private void set(String name, int level, int option, int value, String advice) {
        SocketCalls.setOrThrow(fd(), name, level, option, value, advice);
    }

    private int get(String name, int level, int option) {
        return SocketCalls.getOrThrow(fd(), name, level, option);
    }

    private MemorySegment read(String name, int level, int option, int length) {
        return SocketCalls.readOrThrow(fd(), name, level, option, length);
    }

    private static String text(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
    }

    /** Closes the socket; idempotent. */
    @Override
    public synchronized void close() {
        if (fd >= 0) {
            // Whatever close says, Linux has released the descriptor.
            Libc.close(fd);
            fd = -1;
        }
    }
}

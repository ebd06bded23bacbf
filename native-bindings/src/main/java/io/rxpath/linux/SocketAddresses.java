package io.rxpath.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;

/**
 * Socket addresses of IPv4 and IPv6 to and from memory (netinet/in.h).
 *
 * <pre>
 * struct sockaddr_in {
 *     sa_family_t    sin_family;    AF_INET
 *     in_port_t      sin_port;      network byte order
 *     struct in_addr sin_addr;      network byte order
 *     unsigned char  sin_zero[8];
 * };
 * struct sockaddr_in6 {
 *     sa_family_t     sin6_family;  AF_INET6
 *     in_port_t       sin6_port;    network byte order
 *     uint32_t        sin6_flowinfo;
 *     struct in6_addr sin6_addr;
 *     uint32_t        sin6_scope_id;
 * };
 * </pre>
 */
public final class SocketAddresses {
    /** Address family of IPv4 (bits/socket.h). */
    public static final int AF_INET = 2;
    /** Address family of IPv6 (bits/socket.h). */
    public static final int AF_INET6 = 10;
    /** Size of a sockaddr_in, the smaller of the two. */
    public static final int MIN_BYTES = 16;
    /** Size of a sockaddr_in6, the larger of the two. */
    public static final int MAX_BYTES = 28;

    private static final ValueLayout.OfShort PORT = ValueLayout.JAVA_SHORT_UNALIGNED
            .withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt BIG_INT = ValueLayout.JAVA_INT_UNALIGNED
            .withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong BIG_LONG = ValueLayout.JAVA_LONG_UNALIGNED
            .withOrder(ByteOrder.BIG_ENDIAN);
    private static final long SIN_PORT = 2;
    private static final long SIN_ADDR = 4;
    private static final long SIN6_ADDR = 8;
    private static final long SIN6_SCOPE_ID = 24;
    private static final long MAPPED = 0xffff_0000_0000L;

    private SocketAddresses() {
    }

    /**
     * Writes an address for a socket of one family: an IPv4 address for an IPv6 socket as a mapped one, any wildcard
     * as the wildcard of the socket's family.
     *
     * @param address a resolved address
     * @param ipv6 whether the socket is an IPv6 one
     * @param memory where to write, {@value #MAX_BYTES} bytes at most
     * @param offset where in {@code memory}, a multiple of four
     * @return the length written
     * @throws IllegalArgumentException if the address is unresolved, or IPv6 for an IPv4 socket
     */
    public static int encode(InetSocketAddress address, boolean ipv6, MemorySegment memory, long offset) {
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("no address is known for the host name "
                    + address.getHostString() + ": check its spelling or write the address itself");
        }
        return encode(address.getAddress(), address.getPort(), ipv6, memory, offset);
    }

    private static int encode(InetAddress address, int port, boolean ipv6, MemorySegment memory,
            long offset) {
        int bytes = ipv6 ? MAX_BYTES : MIN_BYTES;
        memory.asSlice(offset, bytes).fill((byte) 0);
        memory.set(JAVA_SHORT, offset, (short) (ipv6 ? AF_INET6 : AF_INET));
        memory.set(PORT, offset + SIN_PORT, (short) port);
        if (address.isAnyLocalAddress()) {
            return bytes;
        }
        byte[] raw = address.getAddress();
        if (!ipv6) {
            if (raw.length != 4) {
                throw new IllegalArgumentException(address.getHostAddress()
                        + " is an IPv6 address, but the socket is an IPv4 one: use one family for both");
            }
            MemorySegment.copy(raw, 0, memory, JAVA_BYTE, offset + SIN_ADDR, 4);
        } else if (raw.length == 4) {
            memory.set(BIG_INT, offset + SIN6_ADDR + 8, 0xffff);
            MemorySegment.copy(raw, 0, memory, JAVA_BYTE, offset + SIN6_ADDR + 12, 4);
        } else {
            MemorySegment.copy(raw, 0, memory, JAVA_BYTE, offset + SIN6_ADDR, 16);
            memory.set(JAVA_INT, offset + SIN6_SCOPE_ID, ((Inet6Address) address).getScopeId());
        }
        return bytes;
    }

    /** Writes an address of its own family with port 0, as a multicast request wants it; returns its length. */
    static int encode(InetAddress address, MemorySegment memory, long offset) {
        return encode(address, 0, !(address instanceof Inet4Address), memory, offset);
    }

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException if it is neither IPv4 nor IPv6
     */
    public static InetSocketAddress decode(MemorySegment memory, long offset) {
        int family = family(memory, offset);
        if (family != AF_INET && family != AF_INET6) {
            throw new IllegalArgumentException("address family " + family + " is neither IPv4 (" + AF_INET
                    + ") nor IPv6 (" + AF_INET6 + ")");
        }
        byte[] raw = new byte[family == AF_INET ? 4 : 16];
        MemorySegment.copy(memory, JAVA_BYTE, offset + (family == AF_INET ? SIN_ADDR : SIN6_ADDR), raw, 0,
                raw.length);
        int scope = family == AF_INET ? 0 : memory.get(JAVA_INT, offset + SIN6_SCOPE_ID);
        try {
            InetAddress address = scope == 0
                    ? InetAddress.getByAddress(raw)
                    : Inet6Address.getByAddress(null, raw, scope);
            return new InetSocketAddress(address, port(memory, offset));
        } catch (UnknownHostException impossible) {
            throw new AssertionError("an address of " + raw.length + " bytes", impossible);
        }
    }

    static int family(MemorySegment memory, long offset) {
        return memory.get(JAVA_SHORT, offset) & 0xffff;
    }

    static int port(MemorySegment memory, long offset) {
        return memory.get(PORT, offset + SIN_PORT) & 0xffff;
    }

    static long addressHigh(MemorySegment memory, long offset) {
        return family(memory, offset) == AF_INET6 ? memory.get(BIG_LONG, offset + SIN6_ADDR) : 0;
    }

    static long addressLow(MemorySegment memory, long offset) {
        return family(memory, offset) == AF_INET6
                ? memory.get(BIG_LONG, offset + SIN6_ADDR + 8)
                : MAPPED | memory.get(BIG_INT, offset + SIN_ADDR) & 0xffff_ffffL;
    }
}

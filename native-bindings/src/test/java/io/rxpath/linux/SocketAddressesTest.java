package io.rxpath.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

class SocketAddressesTest {
    @Test
    void whatIsWrittenReadsBackWhateverTheMemoryHeld() throws Exception {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(64, 8);
            for (int round = 0; round < 20_000; round++) {
                boolean ipv4 = random.nextBoolean();
                boolean ipv6Socket = !ipv4 || random.nextBoolean();
                byte[] raw = new byte[ipv4 ? 4 : 16];
                random.nextBytes(raw);
                int scope = ipv4 ? 0 : random.nextInt(5);
                InetAddress address = scope == 0
                        ? InetAddress.getByAddress(raw)
                        : Inet6Address.getByAddress(null, raw, scope);
                InetSocketAddress expected = new InetSocketAddress(address, random.nextInt(65536));
                long offset = 4 * random.nextInt(8);
                memory.fill((byte) random.nextInt());
                int length = SocketAddresses.encode(expected, ipv6Socket, memory, offset);
                String where = "seed " + seed + " round " + round;
                assertEquals(ipv6Socket ? 28 : 16, length, where);
                assertEquals(expected, SocketAddresses.decode(memory, offset), where);
                if (scope != 0) {
                    assertEquals(scope,
                            ((Inet6Address) SocketAddresses.decode(memory, offset).getAddress()).getScopeId(),
                            where);
                }
            }
        }
    }

    @Test
    void theBytesAreThoseOfTheHeader() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(28, 8);
            SocketAddresses.encode(new InetSocketAddress(Loopback.ip("10.1.2.3"), 0x1234), false, memory, 0);
            assertArrayEquals(new byte[]{2, 0, 0x12, 0x34, 10, 1, 2, 3, 0, 0, 0, 0, 0, 0, 0, 0},
                    memory.asSlice(0, 16).toArray(JAVA_BYTE));
            SocketAddresses.encode(new InetSocketAddress(Loopback.ip("10.1.2.3"), 0x1234), true, memory, 0);
            assertArrayEquals(new byte[]{10, 0, 0x12, 0x34, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1,
                10, 1, 2, 3, 0, 0, 0, 0}, memory.toArray(JAVA_BYTE));
        }
    }

    @Test
    void anyWildcardIsTheSocketsOwn() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(28, 8);
            for (String wildcard : new String[]{"0.0.0.0", "::"}) {
                InetSocketAddress any = new InetSocketAddress(Loopback.ip(wildcard), 5);
                SocketAddresses.encode(any, false, memory, 0);
                assertEquals(new InetSocketAddress(Loopback.ip("0.0.0.0"), 5),
                        SocketAddresses.decode(memory, 0));
                SocketAddresses.encode(any, true, memory, 0);
                assertEquals(new InetSocketAddress(Loopback.ip("::"), 5), SocketAddresses.decode(memory, 0));
            }
        }
    }

    @Test
    void otherFamiliesAreRefused() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(28, 8);
            assertThrows(IllegalArgumentException.class, () -> SocketAddresses.decode(memory, 0));
        }
    }
}

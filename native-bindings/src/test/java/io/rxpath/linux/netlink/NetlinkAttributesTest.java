package io.rxpath.linux.netlink;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NetlinkAttributesTest {
    @Test
    void numbersByTheirLengthTextToItsEndAndNests() {
        NetlinkAttributes attributes = of("05000100" + "07000000" // one byte, padded
                + "0600020034120000" // two bytes
                + "08000300ffffffff" // four, unsigned
                + "0c00040008070605" + "04030201" // eight
                + "0700050061620000" // "ab"
                + "0c000680" + "08000700" + "2a000000" // nested flag, inside 7 = 42
                + "07000800" + "01020300"); // three bytes: no number
        long[] numbers = {7, 0x1234, 0xffffffffL, 0x0102030405060708L};
        for (int type = 1; type <= 4; type++) {
            assertTrue(attributes.next());
            assertEquals(type, attributes.type());
            assertEquals(numbers[type - 1], attributes.unsigned());
        }
        assertTrue(attributes.next());
        assertEquals("ab", attributes.string());
        assertTrue(attributes.next());
        assertEquals(6, attributes.type());
        NetlinkAttributes inside = attributes.nested();
        assertTrue(inside.next());
        assertEquals(42, inside.unsigned());
        assertFalse(inside.next());
        assertTrue(attributes.next());
        assertEquals(0, attributes.unsigned());
        assertFalse(attributes.next());
        assertFalse(attributes.malformed());
    }

    @Test
    void aBrokenLengthEndsTheWalk() {
        for (String bytes : new String[]{"00000100", "03000100", "0900010001020304", "0800", "ffff0100"}) {
            NetlinkAttributes attributes = of("08000900" + "01000000" + bytes);
            assertTrue(attributes.next());
            assertFalse(attributes.next(), bytes);
            assertTrue(attributes.malformed(), bytes);
            assertFalse(attributes.next(), bytes);
        }
    }

    @Test
    void randomBytesNeverLoopNorReadOutside() {
        for (long seed = 1; seed <= 20_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            if (random.nextBoolean()) {
                // Small lengths, so that walks get past the first attribute.
                for (int i = 0; i + 1 < bytes.length; i += 4) {
                    bytes[i] = (byte) random.nextInt(24);
                    bytes[i + 1] = 0;
                }
            }
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment exact = arena.allocateFrom(JAVA_BYTE, bytes);
                walk(new NetlinkAttributes(exact), bytes.length, 0, seed);
                NapiState.read(new NetlinkAttributes(exact));
                NetlinkReply reply = new NetlinkReply(exact);
                for (int messages = 0; reply.next(); messages++) {
                    assertTrue(messages <= bytes.length / 16, "seed " + seed);
                    walk(reply.attributes(), bytes.length, 0, seed);
                    reply.result();
                    reply.explanation();
                    reply.interrupted();
                }
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    @Test
    void randomMessagesWithAPlausibleHeaderAreSafeToo() {
        for (long seed = 1; seed <= 20_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] bytes = new byte[16 + random.nextInt(100)];
            random.nextBytes(bytes);
            bytes[0] = (byte) random.nextInt(16, bytes.length + 1);
            bytes[1] = bytes[2] = bytes[3] = 0;
            bytes[4] = (byte) random.nextInt(5);
            bytes[5] = 0;
            if (bytes.length > 24 && random.nextBoolean()) {
                bytes[20] = (byte) random.nextInt(60);
                bytes[21] = bytes[22] = bytes[23] = 0;
            }
            try (Arena arena = Arena.ofConfined()) {
                NetlinkReply reply = new NetlinkReply(arena.allocateFrom(JAVA_BYTE, bytes));
                while (reply.next()) {
                    reply.result();
                    reply.explanation();
                    walk(reply.attributes(), bytes.length, 0, seed);
                }
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    private static void walk(NetlinkAttributes attributes, int bytes, int depth, long seed) {
        for (int steps = 0; attributes.next(); steps++) {
            assertTrue(steps <= bytes / 4, "seed " + seed);
            assertTrue(attributes.length() >= 0 && attributes.length() <= bytes, "seed " + seed);
            attributes.unsigned();
            attributes.string();
            if (depth < 4) {
                walk(attributes.nested(), attributes.length(), depth + 1, seed);
            }
        }
    }

    private static NetlinkAttributes of(String hex) {
        return new NetlinkAttributes(MemorySegment.ofArray(HexFormat.of().parseHex(hex)));
    }
}

package io.rxpath.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlMessagesTest {
    private static final long SECOND_NS = 1_000_000_000;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theSoftwareStampLiesBetweenSendingAndReceiving(boolean ipv6) {
        try (Loopback loopback = new Loopback(ipv6); MessageVector in = new MessageVector(4, 64)) {
            loopback.receiver.receiveStamps();
            ControlMessages control = new ControlMessages(in);
            StampedReceive.awaitStamps(loopback, in, control);
            Clocks clocks = Clocks.create();
            long before = clocks.realtimeNs();
            loopback.send(new byte[1], new byte[2], new byte[3]);
            assertEquals(3, in.receive(loopback.receiver.fd(), 4, MessageVector.MSG_WAITFORONE));
            long after = clocks.realtimeNs();
            long previous = before;
            for (int i = 0; i < 3; i++) {
                control.parse(i);
                assertTrue(previous <= control.softwareStampNs() && control.softwareStampNs() <= after,
                        previous + " <= " + control.softwareStampNs() + " <= " + after);
                previous = control.softwareStampNs();
                assertEquals(0, control.hardwareStampNs(), "the loopback device has no clock");
                assertEquals(0, control.hardwareInterface());
                assertEquals(-1, control.overflow());
            }
        }
    }

    @Test
    void aMessageWithoutAStampDoesNotInheritOne() {
        try (Loopback stamped = new Loopback(false);
                Loopback plain = new Loopback(false);
                MessageVector in = new MessageVector(1, 64)) {
            stamped.receiver.receiveStamps();
            ControlMessages control = new ControlMessages(in);
            StampedReceive.awaitStamps(stamped, in, control);
            assertNotEquals(0, control.softwareStampNs());
            plain.send(new byte[1]);
            assertEquals(1, in.receive(plain.receiver.fd(), 1, 0));
            control.parse(0);
            assertEquals(0, control.softwareStampNs());
        }
    }

    @Test
    void theOverflowCountIsTheSocketsOwn() {
        try (Loopback loopback = new Loopback(false); MessageVector in = new MessageVector(64, 64)) {
            loopback.receiver.receiveBufferBytes(1);
            loopback.receiver.reportOverflow(true);
            ControlMessages control = new ControlMessages(in);
            byte[][] many = new byte[64][16];
            loopback.send(many);
            int kept = in.receive(loopback.receiver.fd(), 64, MessageVector.MSG_WAITFORONE);
            long drops = loopback.receiver.drops();
            assertTrue(kept > 0 && kept < 64, kept + " of 64 kept");
            assertEquals(64 - kept, drops);
            control.parse(0);
            assertEquals(-1, control.overflow(), "nothing was dropped before the first");
            loopback.send(new byte[16]);
            assertEquals(1, in.receive(loopback.receiver.fd(), 64, MessageVector.MSG_WAITFORONE));
            control.parse(0);
            assertEquals(drops, control.overflow());
        }
    }

    @Test
    void hardwareStampAndDeviceAreReadFromTheirPlaces() {
        try (MessageVector vector = new MessageVector(1, 64)) {
            ByteBuffer control = buffer();
            header(control, 64, 1, 65);
            control.putLong(11).putLong(12).putLong(13).putLong(14).putLong(15).putLong(16);
            header(control, 32, 1, 58);
            control.putInt(7).putInt(1500).putLong(0);
            header(control, 20, 1, 40);
            control.putInt(-2).putInt(0);
            ControlMessages messages = new ControlMessages(vector);
            store(vector, 0, control.array());
            messages.parse(vector.controlOffset(0), control.position());
            assertEquals(11 * SECOND_NS + 12, messages.softwareStampNs());
            assertEquals(15 * SECOND_NS + 16, messages.hardwareStampNs());
            assertEquals(7, messages.hardwareInterface());
            assertEquals(0xffff_fffeL, messages.overflow());
            messages.parse(vector.controlOffset(0), 0);
            assertEquals(0, messages.softwareStampNs());
            assertEquals(0, messages.hardwareStampNs());
            assertEquals(0, messages.hardwareInterface());
            assertEquals(-1, messages.overflow());
        }
    }

    /** Against a second reader that goes over a copy of exactly the message's own bytes. */
    @Test
    void anyBytesAreReadAsASecondReaderReadsThem() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        byte[] bytes = new byte[MessageVector.CONTROL_BYTES];
        int stamped = 0;
        try (MessageVector vector = new MessageVector(3, 64)) {
            ControlMessages messages = new ControlMessages(vector);
            byte[] poison = poison();
            store(vector, 0, poison);
            store(vector, 1, poison);
            for (int round = 0; round < 400_000; round++) {
                // The last message: what lies behind it is outside the memory.
                int i = round % 2 == 0 ? 1 : 2;
                fill(bytes, random);
                store(vector, i, bytes);
                long length = length(random);
                String where = "seed " + seed + " round " + round + " length " + length;
                if (round % 7 == 0) {
                    messages.parse(vector.controlOffset(0), MessageVector.CONTROL_BYTES);
                    assertNotEquals(0, messages.softwareStampNs());
                }
                messages.parse(vector.controlOffset(i), length);
                SecondReader expected = new SecondReader(bytes, length);
                assertEquals(expected.software, messages.softwareStampNs(), where);
                assertEquals(expected.hardware, messages.hardwareStampNs(), where);
                assertEquals(expected.device, messages.hardwareInterface(), where);
                assertEquals(expected.overflow, messages.overflow(), where);
                stamped += expected.software != 0 ? 1 : 0;
                if (i == 1) {
                    store(vector, 1, poison);
                }
            }
        }
        assertTrue(stamped > 1000, "only " + stamped + " rounds had a stamp: the generator is too wild");
    }

    private static long length(SplittableRandom random) {
        return switch (random.nextInt(8)) {
            case 0 -> random.nextLong();
            case 1 -> Long.MAX_VALUE - random.nextInt(300);
            case 2 -> -random.nextInt(300);
            default -> random.nextInt(MessageVector.CONTROL_BYTES + 40);
        };
    }

    private static void fill(byte[] bytes, SplittableRandom random) {
        random.nextBytes(bytes);
        if (random.nextInt(4) == 0) {
            return;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int[] types = {65, 65, 58, 40, 37, 29};
        int at = 0;
        while (at + 16 <= bytes.length) {
            long length = random.nextInt(5) == 0 ? random.nextLong(-20, 300) : 16 + random.nextInt(60);
            buffer.putLong(at, length);
            buffer.putInt(at + 8, random.nextInt(6) == 0 ? random.nextInt() : 1);
            buffer.putInt(at + 12, types[random.nextInt(types.length)]);
            for (int field = at + 16; field + 16 <= bytes.length && field < at + 64; field += 16) {
                buffer.putLong(field,
                        random.nextLong(random.nextBoolean() ? 4_000_000_000L : Long.MAX_VALUE));
                buffer.putLong(field + 8, random.nextLong(-10, 1_100_000_000));
            }
            if (length < 16 || length > bytes.length) {
                return;
            }
            at += (int) (length + 7 & -8);
        }
    }

    /** A valid stamp wherever a reader that ran over its end would look. */
    private static byte[] poison() {
        ByteBuffer buffer = buffer();
        for (int i = 0; i < 4; i++) {
            header(buffer, 64, 1, 65);
            buffer.putLong(666).putLong(666).putLong(0).putLong(0).putLong(666).putLong(666);
        }
        return buffer.array();
    }

    private static ByteBuffer buffer() {
        return ByteBuffer.allocate(MessageVector.CONTROL_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void header(ByteBuffer buffer, long length, int level, int type) {
        buffer.putLong(length).putInt(level).putInt(type);
    }

    private static void store(MessageVector vector, int i, byte[] bytes) {
        MemorySegment.copy(bytes, 0, vector.headers(), JAVA_BYTE, vector.controlOffset(i), bytes.length);
    }

    private static final class SecondReader {
        long software;
        long hardware;
        int device;
        long overflow = -1;

        SecondReader(byte[] bytes, long length) {
            int limit = (int) Math.max(0, Math.min(length, bytes.length));
            ByteBuffer rest = ByteBuffer.wrap(bytes, 0, limit).order(ByteOrder.LITTLE_ENDIAN);
            while (rest.remaining() >= 16) {
                int start = rest.position();
                long size = rest.getLong();
                int level = rest.getInt();
                int type = rest.getInt();
                if (size < 16 || size > limit - start) {
                    return;
                }
                long data = size - 16;
                if (level == 1 && type == 65 && data >= 48) {
                    software = nanos(rest.getLong(start + 16), rest.getLong(start + 24));
                    hardware = nanos(rest.getLong(start + 48), rest.getLong(start + 56));
                } else if (level == 1 && type == 58 && data >= 16) {
                    device = rest.getInt(start + 16);
                } else if (level == 1 && type == 40 && data >= 4) {
                    overflow = Integer.toUnsignedLong(rest.getInt(start + 16));
                }
                rest.position(Math.min(limit, start + (int) ((size + 7) / 8 * 8)));
            }
        }

        private static long nanos(long seconds, long nanos) {
            if (seconds < 0 || nanos < 0 || nanos >= SECOND_NS || seconds >= Long.MAX_VALUE / SECOND_NS) {
                return 0;
            }
            return seconds * SECOND_NS + nanos;
        }
    }
}

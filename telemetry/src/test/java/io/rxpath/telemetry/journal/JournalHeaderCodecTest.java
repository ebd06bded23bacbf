package io.rxpath.telemetry.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import io.rxpath.telemetry.event.JournalHeader;
import io.rxpath.telemetry.event.PacketPolicy;
import io.rxpath.telemetry.event.RollPeriod;
import io.rxpath.telemetry.event.SyncPolicy;

class JournalHeaderCodecTest {
    private final JournalHeader header = Journals.header(0x0102030405060708L);
    private final byte[] bytes = bytes(JournalHeaderCodec.encode(header));

    @Test
    void whatIsWrittenReadsBack() {
        assertTrue(JournalHeaderCodec.isHeader(new UnsafeBuffer(bytes), bytes.length));
        assertEquals(header, decode(bytes));
    }

    @Test
    void theFixedPartIsPinnedByteByByte() {
        final String length = HexFormat.of().toHexDigits((byte) bytes.length);
        final String length1 = HexFormat.of().toHexDigits((byte) (bytes.length >> 8));
        assertEquals("52585041" + "54484a00" + "0807060504030201" + "00002a36fe9c9717" + "204e000000000000"
                + "50c3000000000000" + "000000000000f83f" + "00040000" + "00286bee" + "0000" + "12" + "00"
                + length + length1 + "0000", HexFormat.of().formatHex(bytes, 0, 64));
        assertEquals("05000000" + "68c3b87374", HexFormat.of().formatHex(bytes, 64, 73));
    }

    @Test
    void bytesThatANewerMinorVersionAddedAreSkipped() {
        final byte[] longer = Arrays.copyOf(bytes, bytes.length + 100);
        longer[56] = 3;
        longer[60] = (byte) longer.length;
        longer[61] = (byte) (longer.length >> 8);
        longer[bytes.length] = 77;
        assertEquals(header, decode(longer));
    }

    @Test
    void thePoliciesStandBehindTheOldPart() {
        final byte[] plain = bytes(JournalHeaderCodec.encode(header));
        assertEquals("01000000" + "ffffffffffffffff" + "01",
                HexFormat.of().formatHex(plain, plain.length - 13, plain.length));
        final JournalHeader with = new JournalHeader(header.runId(), 1, 2, 3, 4, 5, 6, "h", "v", "k",
                header.workers(), header.sockets(), header.attributes(), new PacketPolicy(100),
                new SyncPolicy(100_000_000), RollPeriod.TEN_MINUTELY);
        final byte[] written = bytes(JournalHeaderCodec.encode(with));
        assertEquals(with, decode(written));
        assertEquals("64000000" + "00e1f50500000000" + "03",
                HexFormat.of().formatHex(written, written.length - 13, written.length));
    }

    @Test
    void aHeaderOfVersion1HadEveryPacketAndAFileADay() {
        final byte[] old = Arrays.copyOf(bytes, bytes.length - 13);
        old[58] = 0x11;
        java.nio.ByteBuffer.wrap(old).order(java.nio.ByteOrder.LITTLE_ENDIAN).putInt(60, old.length);
        final JournalHeader read = decode(old);
        assertEquals(header, read);
        assertEquals(PacketPolicy.ALL, read.packets());
        assertEquals(SyncPolicy.NONE, read.sync());
        assertEquals(RollPeriod.DAILY, read.roll());
        old[58] = 0x12;
        assertThrows(JournalException.class, () -> decode(old), "version 2 without its policies is damage");
    }

    @Test
    void aPolicyThatCannotBeIsDamage() {
        final byte[] damaged = bytes.clone();
        damaged[bytes.length - 10] = -1;
        assertThrows(JournalException.class, () -> decode(damaged));
    }

    @Test
    void recordsMayFollowAHeaderInItsDocument() {
        final byte[] longer = Arrays.copyOf(bytes, bytes.length + 128);
        assertEquals(bytes.length, JournalHeaderCodec.length(new UnsafeBuffer(longer), longer.length));
        assertEquals(64, JournalHeaderCodec.length(new UnsafeBuffer(longer), 64));
        assertFalse(JournalHeaderCodec.continues(new UnsafeBuffer(longer)));
        JournalHeaderCodec.continues(new UnsafeBuffer(longer), true);
        assertTrue(JournalHeaderCodec.continues(new UnsafeBuffer(longer)));
        assertEquals(header, decode(longer));
    }

    @Test
    void aNewerVersionIsRefusedInOneSentence() {
        bytes[58] = 0x13;
        final JournalVersionException e = assertThrows(JournalVersionException.class, () -> decode(bytes));
        assertEquals(3, e.found());
        assertEquals(2, e.supported());
        assertEquals(
                "The journal in /j has format version 3 and this rxpath knows versions up to 2: use the rxpath "
                        + "that wrote it or a newer one, or name another folder.",
                e.getMessage());
    }

    @Test
    void aLengthThatIsMuchTooSmallIsDamage() {
        for (int length : new int[]{Integer.MIN_VALUE, Integer.MIN_VALUE + 60, -1, 0, 63}) {
            final byte[] damaged = bytes.clone();
            java.nio.ByteBuffer.wrap(damaged).order(java.nio.ByteOrder.LITTLE_ENDIAN).putInt(60, length);
            assertThrows(JournalException.class, () -> decode(damaged), "length " + length);
        }
    }

    @Test
    void aDamagedHeaderIsAnExceptionAndNothingWorse() {
        final long seed = System.nanoTime();
        final SplittableRandom random = new SplittableRandom(seed);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            final byte[] damaged = Arrays.copyOf(bytes, 64 + random.nextInt(bytes.length - 63));
            for (int j = random.nextInt(4); j >= 0; j--) {
                damaged[60 + random.nextInt(damaged.length - 60)] = (byte) random.nextInt();
            }
            try {
                decode(damaged);
            } catch (final JournalException e) {
                refused++;
            } catch (final RuntimeException e) {
                throw new AssertionError("seed " + seed + ", turn " + i, e);
            }
        }
        assertTrue(refused > 10_000, "seed " + seed + ": " + refused);
    }

    @Test
    void somethingElseIsNoHeader() {
        assertFalse(JournalHeaderCodec.isHeader(new UnsafeBuffer(bytes), 63));
        bytes[0] = 'X';
        assertFalse(JournalHeaderCodec.isHeader(new UnsafeBuffer(bytes), bytes.length));
    }

    private static JournalHeader decode(byte[] bytes) {
        return JournalHeaderCodec.decode(new UnsafeBuffer(bytes), bytes.length, "/j");
    }

    private static byte[] bytes(DirectBuffer buffer) {
        final byte[] bytes = new byte[buffer.capacity()];
        buffer.getBytes(0, bytes);
        return bytes;
    }
}

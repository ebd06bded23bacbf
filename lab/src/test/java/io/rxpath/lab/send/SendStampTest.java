package io.rxpath.lab.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class SendStampTest {
    @Test
    void everyReaderReadsWhatWasWritten() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 1_000; round++) {
            int before = random.nextInt(64);
            int payload = random.nextInt(1_500);
            int length = payload + SendStamp.BYTES;
            long sequence = random.nextLong();
            long timeNs = random.nextLong();
            long dueNs = random.nextLong();
            byte[] bytes = new byte[before + length + 9];
            random.nextBytes(bytes);
            MemorySegment segment = MemorySegment.ofArray(bytes);
            SendStamp.encode(segment, before + payload, sequence);
            SendStamp.encodeTimes(segment, before + payload, timeNs, dueNs);
            String where = "seed " + seed + ", round " + round;

            assertTrue(SendStamp.present(segment, before, length), where);
            assertEquals(sequence, SendStamp.sequence(segment, before, length), where);
            assertEquals(timeNs, SendStamp.sendTimeNs(segment, before, length), where);
            assertEquals(dueNs, SendStamp.dueNs(segment, before, length), where);
            UnsafeBuffer buffer = new UnsafeBuffer(bytes);
            assertTrue(SendStamp.present(buffer, before, length), where);
            assertEquals(sequence, SendStamp.sequence(buffer, before, length), where);
            assertEquals(timeNs, SendStamp.sendTimeNs(buffer, before, length), where);
            assertEquals(dueNs, SendStamp.dueNs(buffer, before, length), where);
            for (ByteOrder order : new ByteOrder[]{ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
                ByteBuffer datagram = ByteBuffer.wrap(bytes, before, length).slice().order(order);
                assertTrue(SendStamp.present(datagram), where);
                assertEquals(sequence, SendStamp.sequence(datagram), where);
                assertEquals(timeNs, SendStamp.sendTimeNs(datagram), where);
                assertEquals(dueNs, SendStamp.dueNs(datagram), where);
            }
        }
    }

    @Test
    void otherAndShortDatagramsCarryNone() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[100]);
        assertFalse(SendStamp.present(buffer, 0, 100));
        assertFalse(SendStamp.present(buffer, 0, SendStamp.BYTES - 1));
        assertFalse(SendStamp.present(buffer, 0, 0));
        assertFalse(SendStamp.present(ByteBuffer.allocate(5)));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment segment = arena.allocate(SendStamp.BYTES);
            SendStamp.encode(segment, 0, 1);
            assertTrue(SendStamp.present(segment, 0, SendStamp.BYTES));
            assertFalse(SendStamp.present(segment, 0, SendStamp.BYTES - 1));
        }
    }

    @Test
    void theLayoutIsLittleEndian() {
        byte[] bytes = new byte[SendStamp.BYTES];
        SendStamp.encode(MemorySegment.ofArray(bytes), 0, 1);
        SendStamp.encodeTimes(MemorySegment.ofArray(bytes), 0, 2, 3);
        assertEquals("rxpath", new String(bytes, 0, 6, java.nio.charset.StandardCharsets.US_ASCII));
        assertEquals(1, bytes[8]);
        assertEquals(2, bytes[16]);
        assertEquals(3, bytes[24]);
    }
}

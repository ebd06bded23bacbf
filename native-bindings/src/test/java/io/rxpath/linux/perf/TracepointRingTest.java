package io.rxpath.linux.perf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The cursor over rings written by hand. */
class TracepointRingTest {
    private record Sample(long timeNs, byte[] raw) {
    }

    @Test
    void recordsOfAnyLengthAreReadAtAnyOffsetAroundTheEnd() {
        for (long seed = 1; seed <= 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            FakeRing ring = new FakeRing(random.nextLong(1 << 20) * 8);
            Queue<Sample> expected = new ArrayDeque<>();
            long lost = 0;
            try (TracepointRing reader = new TracepointRing(ring.ring(), true, 3)) {
                for (int step = 0; step < 200; step++) {
                    if (random.nextInt(3) > 0) {
                        lost += write(ring, random, expected);
                        continue;
                    }
                    for (int reads = random.nextInt(20); reads > 0; reads--) {
                        assertNext(reader, expected, random, seed);
                    }
                }
                while (!expected.isEmpty()) {
                    assertNext(reader, expected, random, seed);
                }
                assertNext(reader, expected, random, seed);
                assertEquals(lost, reader.lost(), "seed " + seed);
                assertEquals(FakeRing.DATA_BYTES, ring.free(), "seed " + seed);
                assertEquals(3, reader.cpu());
            }
        }
    }

    private static long write(FakeRing ring, SplittableRandom random, Queue<Sample> expected) {
        byte[] raw = new byte[4 + 8 * random.nextInt(12)];
        random.nextBytes(raw);
        if (ring.free() < 200) {
            return 0;
        }
        switch (random.nextInt(5)) {
            case 0 -> {
                ring.write(PerfRing.PERF_RECORD_LOST, 11, 5);
                return 5;
            }
            case 1 -> ring.write(random.nextInt(14, 200), random.nextLong(), random.nextLong());
            default -> {
                long timeNs = random.nextLong();
                ByteBuffer body = ByteBuffer.allocate(8 + 4 + raw.length).order(ByteOrder.LITTLE_ENDIAN);
                body.putLong(timeNs).putInt(raw.length).put(raw).flip();
                long[] words = new long[body.remaining() / 8];
                body.asLongBuffer().get(words);
                ring.write(TracepointRing.PERF_RECORD_SAMPLE, words);
                expected.add(new Sample(timeNs, raw));
            }
        }
        return 0;
    }

    private static void assertNext(TracepointRing reader, Queue<Sample> expected, SplittableRandom random,
            long seed) {
        Sample wanted = expected.poll();
        assertEquals(wanted != null, reader.next(), "seed " + seed);
        int length = wanted == null ? 0 : wanted.raw.length;
        assertEquals(length, reader.rawBytes(), "seed " + seed);
        if (wanted != null) {
            assertEquals(wanted.timeNs, reader.timeNs(), "seed " + seed);
            ByteBuffer raw = ByteBuffer.wrap(wanted.raw).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < 8; i++) {
                int at = random.nextInt(length);
                String where = "seed " + seed + ", offset " + at;
                assertEquals(raw.get(at) & 0xff, reader.rawByte(at), where);
                if (at <= length - 4) {
                    assertEquals(raw.getInt(at), reader.rawInt(at), where);
                }
                if (at <= length - 8) {
                    assertEquals(raw.getLong(at), reader.rawLong(at), where);
                }
            }
        }
        if (random.nextInt(50) > 0) {
            return;
        }
        for (int beyond : new int[]{-1, length, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertThrows(IndexOutOfBoundsException.class, () -> reader.rawByte(beyond));
        }
        assertThrows(IndexOutOfBoundsException.class, () -> reader.rawInt(length - 3));
        assertThrows(IndexOutOfBoundsException.class, () -> reader.rawLong(length - 7));
        assertThrows(IndexOutOfBoundsException.class, () -> reader.rawLong(Integer.MAX_VALUE));
    }

    @Test
    void anUntrueRawSizeReachesNoOtherRecord() {
        FakeRing ring = new FakeRing(0);
        try (TracepointRing reader = new TracepointRing(ring.ring(), true, 0)) {
            ring.write(TracepointRing.PERF_RECORD_SAMPLE, 1, 0x7fff_ffffL);
            ring.write(TracepointRing.PERF_RECORD_SAMPLE, 2, 0xffff_ffffL);
            assertTrue(reader.next());
            assertEquals(4, reader.rawBytes());
            assertTrue(reader.next());
            assertEquals(0, reader.rawBytes());
            assertFalse(reader.next());
            assertEquals(2, reader.timeNs());
        }
    }

    /** A writer that drops as the kernel does, beside a reader of any pace. */
    @Test
    void noLossGoesUnsuspectedAndNoneIsSuspectedInAnEasyRing() {
        for (long seed = 1; seed <= 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            FakeRing ring = new FakeRing(random.nextLong(1 << 20) * 8);
            int most = random.nextInt(1, 200);
            long dropped = 0;
            try (TracepointRing reader = new TracepointRing(ring.ring(), false, 0)) {
                for (int step = 0; step < 100 && dropped == 0; step++) {
                    for (int writes = random.nextInt(most); writes > 0; writes--) {
                        if (ring.free() - 1 < 16) {
                            dropped++;
                        } else {
                            ring.write(TracepointRing.PERF_RECORD_SAMPLE, step);
                        }
                    }
                    boolean drained = false;
                    for (int reads = random.nextInt(2 * most); reads > 0 && !drained; reads--) {
                        drained = !reader.next();
                    }
                    if (dropped > 0) {
                        while (reader.next()) {
                            drained = true;
                        }
                        assertTrue(reader.mayHaveLost(), "seed " + seed + ": " + dropped + " dropped");
                        assertEquals(0, reader.lost(), "not told yet");
                    }
                }
            }
        }
        FakeRing easy = new FakeRing(0);
        try (TracepointRing reader = new TracepointRing(easy.ring(), false, 0)) {
            for (int round = 0; round < 1000; round++) {
                for (int i = 0; i < 80; i++) {
                    easy.write(TracepointRing.PERF_RECORD_SAMPLE, i);
                }
                while (reader.next()) {
                    assertEquals(0, reader.lost());
                }
                assertFalse(reader.mayHaveLost(), "round " + round);
            }
        }
    }

    @Test
    void aThrottledEventHasLostSomething() {
        FakeRing ring = new FakeRing(0);
        try (TracepointRing reader = new TracepointRing(ring.ring(), false, 0)) {
            ring.write(PerfRing.PERF_RECORD_THROTTLE, 1, 2, 3);
            assertFalse(reader.next());
            assertEquals(1, reader.lost());
        }
    }
}

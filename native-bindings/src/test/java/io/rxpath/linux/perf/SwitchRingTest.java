package io.rxpath.linux.perf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The cursor over rings written by hand. */
class SwitchRingTest {
    private static final int OUT = SwitchRing.MISC_SWITCH_OUT;
    private static final int PREEMPT = SwitchRing.MISC_SWITCH_OUT_PREEMPT;

    private record Switch(long timeNs, int misc, int cpu) {
    }

    @Test
    void anyMixOfRecordsIsReadInOrderAroundTheEnd() {
        for (long seed = 1; seed <= 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            FakeRing ring = new FakeRing(random.nextLong(1 << 20) * 8);
            Queue<Switch> expected = new ArrayDeque<>();
            long lost = 0;
            try (SwitchRing reader = ring.reader()) {
                for (int step = 0; step < 400; step++) {
                    if (random.nextInt(3) > 0) {
                        lost += write(ring, random, expected);
                        continue;
                    }
                    for (int reads = random.nextInt(30); reads > 0; reads--) {
                        assertNext(reader, expected, seed);
                    }
                }
                while (!expected.isEmpty()) {
                    assertNext(reader, expected, seed);
                }
                assertFalse(reader.next(), "seed " + seed);
                assertEquals(lost, reader.lost(), "seed " + seed);
                assertEquals(FakeRing.DATA_BYTES, ring.free(), "seed " + seed);
            }
        }
    }

    private static long write(FakeRing ring, SplittableRandom random, Queue<Switch> expected) {
        int size = 8 * random.nextInt(1, 30);
        int kind = random.nextInt(4);
        if (ring.free() < Math.max(size, 40)) {
            return 0;
        }
        switch (kind) {
            case 0 -> {
                ring.write(PerfRing.PERF_RECORD_LOST, 0, 40, random.nextLong(), 7);
                return 7;
            }
            case 1 -> ring.write(random.nextInt(15, 200), random.nextInt(1 << 16), size, 1, 2);
            default -> {
                Switch wanted = new Switch(random.nextLong(),
                        new int[]{0, OUT, OUT | PREEMPT}[random.nextInt(3)], random.nextInt(1024));
                ring.write(SwitchRing.PERF_RECORD_SWITCH, wanted.misc, 24, wanted.timeNs, wanted.cpu);
                expected.add(wanted);
            }
        }
        return 0;
    }

    private static void assertNext(SwitchRing reader, Queue<Switch> expected, long seed) {
        Switch wanted = expected.poll();
        assertEquals(wanted != null, reader.next(), "seed " + seed);
        if (wanted != null) {
            int misc = (reader.out() ? OUT : 0) | (reader.preempted() ? PREEMPT : 0);
            assertEquals(wanted, new Switch(reader.timeNs(), misc, reader.cpu()), "seed " + seed);
        }
    }

    @Test
    void aRecordOfImpossibleSizeEndsTheBatchAndCountsAsLost() {
        for (int size : new int[]{0, 7, 4096, 65528}) {
            FakeRing ring = new FakeRing(0);
            try (SwitchRing reader = ring.reader()) {
                ring.write(SwitchRing.PERF_RECORD_SWITCH, OUT, 24, 1, 0);
                ring.memory.set(java.lang.foreign.ValueLayout.JAVA_SHORT, PerfRing.PAGE_BYTES + 6,
                        (short) size);
                assertFalse(reader.next());
                assertEquals(1, reader.lost());
                ring.write(SwitchRing.PERF_RECORD_SWITCH, OUT, 24, 2, 0);
                assertTrue(reader.next());
                assertEquals(2, reader.timeNs());
            }
        }
    }

    @Test
    void theAttributeIsLaidOutAsTheHeaderSays() {
        assertEquals(128, PerfEventAttr.LAYOUT.byteSize());
        assertEquals(40, PerfEventAttr.offset("flags"));
        assertEquals(92, PerfEventAttr.offset("clockid"));
        assertEquals(120, PerfEventAttr.offset("sig_data"));
    }

    @Test
    void aClosedRingRefusesInsteadOfReadingUnmappedMemory() {
        SwitchRing reader = new FakeRing(0).reader();
        reader.close();
        reader.close();
        assertThrows(IllegalStateException.class, reader::next);
    }
}

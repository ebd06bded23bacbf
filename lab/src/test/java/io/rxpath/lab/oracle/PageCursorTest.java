package io.rxpath.lab.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PageCursorTest {
    private static final long LARGEST_DELTA = (1L << 27) - 1;

    /** Time and first word of each record. */
    private static List<List<Long>> read(Pages pages) {
        MemorySegment segment = pages.segment();
        PageCursor cursor = cursor(segment);
        List<List<Long>> records = new ArrayList<>();
        while (cursor.next()) {
            records.add(List.of(cursor.timeNs(),
                    (long) segment.get(ValueLayout.JAVA_INT_UNALIGNED, cursor.dataOffset())));
        }
        assertFalse(cursor.next());
        return records;
    }

    private static PageCursor cursor(MemorySegment segment) {
        return new PageCursor(segment, Pages.LAYOUT, "cpu0.pages");
    }

    @Test
    void timesAddUpOnAPageAndStartAnewOnTheNext() {
        Pages pages = new Pages(3).page(1_000).data(0, 1, 1).data(5, 28, 2).data(LARGEST_DELTA, 2, 3)
                .page(7_000).page(9_000).data(0, 1, 4).data(1, 1, 5);
        assertEquals(List.of(List.of(1_000L, 1L), List.of(1_005L, 2L), List.of(1_005 + LARGEST_DELTA, 3L),
                List.of(9_000L, 4L), List.of(9_001L, 5L)), read(pages));
    }

    @Test
    void alongRecordHasItsLengthInItsSecondWord() {
        Pages pages = new Pages(1).page(10).longData(3, 40, 7).longData(1, 1, 8).data(1, 1, 9);
        assertEquals(List.of(List.of(13L, 7L), List.of(14L, 8L), List.of(15L, 9L)), read(pages));
        PageCursor cursor = cursor(pages.segment());
        assertTrue(cursor.next());
        assertEquals(160, cursor.dataBytes());
        assertTrue(cursor.next());
        assertEquals(4, cursor.dataBytes());
    }

    @Test
    void paddingEndsThePage() {
        Pages pages = new Pages(2).page(10).data(1, 1, 1).padding().page(20).data(2, 1, 2);
        assertEquals(List.of(List.of(11L, 1L), List.of(22L, 2L)), read(pages));
        // In the page's last word there is no room for a length.
        Pages last = new Pages(1).page(10).data(0, 28, 1).data(0, 28, 2).raw(29).raw(29);
        assertEquals(2, read(last).size());
    }

    @Test
    void aDiscardedRecordIsSkippedAndItsTimeIsNot() {
        Pages pages = new Pages(1).page(100).data(0, 1, 1).discarded(50, 3).data(7, 1, 2);
        assertEquals(List.of(List.of(100L, 1L), List.of(157L, 2L)), read(pages));
        // 1 stands for no time at all.
        Pages none = new Pages(1).page(100).data(0, 1, 1).discarded(1, 3).data(7, 1, 2);
        assertEquals(List.of(List.of(100L, 1L), List.of(107L, 2L)), read(none));
    }

    @Test
    void aTimeExtendAddsBitsAboveTheDelta() {
        long far = (0xffff_fffeL << 27) + 12_345;
        Pages pages = new Pages(1).page(100).data(0, 1, 1).extend(far).data(3, 1, 2).extend(1).data(0, 1, 3);
        assertEquals(List.of(List.of(100L, 1L), List.of(103 + far, 2L), List.of(104 + far, 3L)), read(pages));
    }

    @Test
    void aTimeStampIsTheTimeItself() {
        Pages pages = new Pages(1).page(100).data(0, 1, 1).stamp(1L << 58 | 77).data(3, 1, 2);
        assertEquals(List.of(List.of(100L, 1L), List.of((1L << 58 | 77) + 3, 2L)), read(pages));
        // A clock that uses the uppermost five bits carries into them.
        long before = 0xa8L << 56 | (1L << 59) - 10;
        Pages carry = new Pages(1).page(before).data(0, 1, 1).stamp(5).data(0, 1, 2);
        assertEquals(List.of(List.of(before, 1L), List.of(0xb0L << 56 | 5, 2L)), read(carry));
        Pages same = new Pages(1).page(0xa8L << 56 | 10).data(0, 1, 1).stamp(25).data(0, 1, 2);
        assertEquals(0xa8L << 56 | 25, read(same).get(1).getFirst());
    }

    @Test
    void missedRecordsAreCounted() {
        Pages pages = new Pages(4).page(1).data(0, 1, 1).missed(Pages.MISSED | Pages.STORED, 17).page(2)
                .data(0, 1, 2).missed(Pages.MISSED, 0).page(3).data(0, 1, 3);
        MemorySegment segment = pages.segment();
        PageCursor cursor = cursor(segment);
        long[] missed = {17, 18, 18};
        for (int i = 0; i < missed.length; i++) {
            assertTrue(cursor.next());
            assertEquals(missed[i], cursor.missed());
        }
        assertFalse(cursor.next());
    }

    @Test
    void whatTheKernelDoesNotWriteIsRefused() {
        refused(new Pages(1).page(1).data(0, 1, 1).claim(Pages.LAYOUT.dataBytes() + 4), "of 240 bytes");
        refused(new Pages(1).page(1).data(0, 2, 1).claim(10), "of 240 bytes");
        refused(new Pages(1).page(1).data(0, 3, 1).claim(12), "goes beyond");
        refused(new Pages(1).page(1).raw(0).raw(0), "0 bytes long");
        refused(new Pages(1).page(1).raw(0).raw(-4), "bytes long");
        refused(new Pages(1).page(1).raw(0).raw(6), "6 bytes long");
        refused(new Pages(1).page(1).raw(0).raw(4_000), "goes beyond");
        refused(new Pages(1).page(1).raw(29 | 5 << 5).raw(3), "3 bytes long");
        refused(new Pages(1).page(1).raw(30), "last word");
        refused(new Pages(1).page(1).raw(31), "last word");
        refused(new Pages(1).page(1).raw(0), "last word");
        MemorySegment cut = new Pages(2).segment().asSlice(0, Pages.LAYOUT.pageBytes() + 100);
        assertTrue(assertThrows(TraceException.class, () -> cursor(cut)).getMessage().contains("cut off"));
        assertThrows(IllegalArgumentException.class, () -> new PageLayout(0, 8, 3, 16, 4080));
        assertThrows(IllegalArgumentException.class, () -> new PageLayout(0, 8, 8, 12, 4080));
        assertThrows(IllegalArgumentException.class, () -> new PageLayout(Integer.MAX_VALUE, 8, 8, 16, 4080));
    }

    private static void refused(Pages pages, String why) {
        TraceException refused = assertThrows(TraceException.class, () -> read(pages));
        assertTrue(
                refused.getMessage().startsWith("cpu0.pages at byte ") && refused.getMessage().contains(why),
                refused.getMessage());
    }

    @Test
    void randomRecordsComeBackAsTheyWereWritten() {
        for (int run = 0; run < 500; run++) {
            long seed = run * 7919L;
            SplittableRandom random = new SplittableRandom(seed);
            Pages pages = new Pages(4);
            List<List<Long>> written = new ArrayList<>();
            for (int page = 0; page < 4; page++) {
                long time = random.nextLong(1L << 58);
                pages.page(time);
                int room = Pages.LAYOUT.dataBytes();
                while (room >= 4 * 12) {
                    int words = random.nextInt(1, 4);
                    long delta = random.nextLong(2, LARGEST_DELTA);
                    switch (random.nextInt(5)) {
                        case 0 -> {
                            pages.extend(delta << 10);
                            time += delta << 10;
                            room -= 8;
                        }
                        case 1 -> {
                            time += random.nextInt(100);
                            pages.stamp(time);
                            room -= 8;
                        }
                        case 2 -> {
                            pages.discarded(delta, words);
                            time += delta;
                            room -= 8 + 4 * words;
                        }
                        case 3 -> {
                            pages.data(delta, words, room);
                            time += delta;
                            written.add(List.of(time, (long) room));
                            room -= 4 + 4 * words;
                        }
                        default -> {
                            pages.longData(delta, words, room);
                            time += delta;
                            written.add(List.of(time, (long) room));
                            room -= 8 + 4 * words;
                        }
                    }
                }
                if (random.nextBoolean()) {
                    pages.padding();
                }
            }
            assertEquals(written, read(pages), () -> "seed " + seed);
        }
    }

    @Test
    void noiseIsReadOrRefusedButNeverMore() {
        for (int run = 0; run < 20_000; run++) {
            long seed = run * 104_729L;
            SplittableRandom random = new SplittableRandom(seed);
            byte[] noise = new byte[2 * Pages.LAYOUT.pageBytes()];
            random.nextBytes(noise);
            for (int page = 0; page < 2; page++) {
                int commit = page * Pages.LAYOUT.pageBytes() + Pages.LAYOUT.commitOffset();
                if (random.nextInt(8) != 0) {
                    // Else nothing but the size would ever be looked at.
                    noise[commit] = (byte) (random.nextInt(61) * 4);
                    noise[commit + 1] = 0;
                    noise[commit + 2] = 0;
                    noise[commit + 3] &= (byte) 0xc0;
                }
                if (random.nextBoolean()) {
                    for (int i = 0; i < Pages.LAYOUT.dataBytes(); i += 4) {
                        // Many short records.
                        noise[commit + 8 + i] = (byte) random.nextInt(8);
                    }
                }
            }
            PageCursor cursor = cursor(MemorySegment.ofArray(noise));
            int records = 0;
            try {
                while (cursor.next()) {
                    records++;
                    assertTrue(
                            cursor.dataBytes() >= 0 && cursor.dataOffset() >= Pages.LAYOUT.dataOffset()
                                    && cursor.dataOffset() + cursor.dataBytes() <= noise.length,
                            () -> "seed " + seed);
                }
            } catch (TraceException refused) {
                assertTrue(refused.getMessage().startsWith("cpu0.pages at byte "));
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
            assertTrue(records <= noise.length / 4, "seed " + seed);
        }
    }
}

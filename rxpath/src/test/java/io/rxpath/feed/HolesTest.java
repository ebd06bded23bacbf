package io.rxpath.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

class HolesTest {
    private final List<String> told = new ArrayList<>();
    private final Holes holes = new Holes(new HoleSink() {
        @Override
        public void onGap(long from, long to, long sinceNs) {
            told.add("gap " + from + "-" + to + " since " + sinceNs);
        }

        @Override
        public void onFill(long from, long to, long sinceNs) {
            told.add("fill " + from + "-" + to + " since " + sinceNs);
        }
    });

    @Test
    void whatLiesBeforeTheStartIsNewButNotMissed() {
        holes.reset(100);
        assertFalse(holes.hasOpen());
        assertEquals(3, holes.fill(90, 93));
        assertEquals(0, holes.fill(90, 93));
        assertEquals(7, holes.fill(85, 95), "five before and two behind");
        assertEquals(0, holes.fill(100, 200));
        holes.call(Long.MAX_VALUE, Long.MAX_VALUE);
        assertEquals(List.of(), told);
    }

    @Test
    void aRunIsCalledOnceItIsPassedAsAWholeOrOldEnough() {
        holes.reset(100);
        holes.open(100, 105, 1);
        holes.open(110, 112, 2);
        holes.open(120, 121, 3);
        assertEquals(8, holes.open());
        holes.call(104, 0);
        assertEquals(List.of(), told);
        holes.call(105, 0);
        holes.call(105, 0);
        assertEquals(List.of("gap 100-105 since 1"), told);
        holes.call(0, 2);
        assertEquals(List.of("gap 100-105 since 1", "gap 110-112 since 2"), told);
        assertEquals(1, holes.open());
        assertEquals(1, holes.fill(120, 121));
        assertFalse(holes.hasOpen());
    }

    @Test
    void onlyWhatWasCalledIsFilled() {
        holes.reset(100);
        holes.open(100, 110, 1);
        holes.open(120, 130, 2);
        holes.call(110, 0);
        told.clear();
        assertEquals(12, holes.fill(104, 126), "six of one, six of the other");
        assertEquals(List.of("fill 104-110 since 1"), told);
        assertEquals(2, holes.fill(101, 103), "splits what was called");
        assertEquals(List.of("fill 104-110 since 1", "fill 101-103 since 1"), told);
        assertEquals(0, holes.fill(101, 103));
        assertTrue(holes.hasOpen());
        assertEquals(4, holes.open());
        holes.call(130, 0);
        assertEquals("gap 126-130 since 2", told.getLast());
    }

    @Test
    void bothSidesOfASplitKeepTheTimeOfTheirRun() {
        holes.reset(100);
        holes.open(100, 110, 1);
        holes.open(120, 130, 2);
        assertEquals(1, holes.fill(104, 105));
        holes.call(130, 0);
        assertEquals(List.of("gap 100-104 since 1", "gap 105-110 since 1", "gap 120-130 since 2"), told);
    }

    @Test
    void theLowestIsForgottenWhenThereAreTooMany() {
        holes.reset(0);
        for (int i = 0; i < Holes.CAPACITY; i++) {
            holes.open(10 * i + 5, 10 * i + 10, i);
        }
        assertEquals(0, holes.floor(), "that of which nobody misses anything went first");
        assertEquals(List.of(), told);
        holes.open(100_000, 100_001, 1_000);
        assertEquals(10, holes.floor());
        assertEquals(List.of("gap 5-10 since 0"), told, "it is called before it is forgotten");
        assertEquals(0, holes.fill(5, 10));
        assertEquals(5, holes.fill(15, 20), "this one is still known");
    }

    @Test
    void aSplitWithoutRoomForgetsTheLowest() {
        holes.reset(0);
        for (int i = 0; i < Holes.CAPACITY; i++) {
            holes.open(10 * i + 5, 10 * i + 10, i);
        }
        told.clear();
        assertEquals(1, holes.fill(27, 28));
        assertEquals(List.of("gap 5-10 since 0"), told);
        assertEquals(10, holes.floor());
        assertEquals(4, holes.fill(20, 30), "what is left of it on both sides");
        holes.open(100_000, 100_001, 1);
        holes.open(100_010, 100_011, 1);
        told.clear();
        assertEquals(1, holes.fill(17, 18), "the lowest itself");
        assertEquals(17, holes.floor());
        assertEquals(List.of("gap 15-17 since 1"), told);
        assertEquals(2, holes.fill(10, 20));
    }

    /** Against a set of numbers, over few enough runs that none is forgotten. */
    @Test
    void fillsLikeASet() {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 2_000; round++) {
            TreeSet<Long> model = new TreeSet<>();
            holes.reset(0);
            long next = 0;
            for (int step = 0; step < 100; step++) {
                if (random.nextBoolean()) {
                    long end = next + 1 + random.nextInt(9);
                    holes.open(next, end, step);
                    for (long number = next; number < end; number++) {
                        model.add(number);
                    }
                    next = end + random.nextInt(4);
                } else {
                    long first = random.nextLong(next + 1);
                    long end = first + random.nextInt(12);
                    int before = model.size();
                    model.subSet(first, Math.max(first, Math.min(end, next))).clear();
                    assertEquals(before - model.size(), holes.fill(first, Math.min(end, next)));
                }
                if (random.nextInt(8) == 0) {
                    holes.call(random.nextLong(next + 1), Long.MIN_VALUE);
                }
            }
            assertEquals(model.size(), holes.fill(0, next));
            assertEquals(0, holes.open());
        }
    }
}

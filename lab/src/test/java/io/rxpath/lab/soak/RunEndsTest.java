package io.rxpath.lab.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

class RunEndsTest {
    private static RunEnds runs(long... ids) {
        RunEnds ends = new RunEnds();
        for (long id : ids) {
            ends.start(id);
        }
        return ends;
    }

    @Test
    void aRunThatNothingIsSaidOfIsUntold() {
        RunEnds ends = runs(1, 2, 3, 4);
        ends.orderly(1);
        ends.killed(3, 10);
        assertEquals(List.of(2L), ends.untold());
        assertEquals(1, ends.orderly());
        assertEquals(1, ends.killed());
        assertEquals(10, ends.lostFrom(3));
        assertEquals(RunEnds.UNKNOWN, ends.lostFrom(1));
    }

    @Test
    void nothingCanFollowTheLast() {
        assertEquals(List.of(), runs(1).untold());
        assertEquals(List.of(), runs().untold());
        assertEquals(List.of(1L), runs(1, 2).untold());
    }

    @Test
    void severalWorkersSayTheSame() {
        RunEnds ends = runs(1, 2);
        ends.orderly(1);
        ends.orderly(1);
        assertEquals(0, ends.contradicted());
        assertTrue(ends.isOrderly(1));
    }

    @Test
    void wordsThatContradictAreFound() {
        RunEnds ends = runs(1, 2);
        ends.orderly(1);
        ends.killed(1, 5);
        assertEquals(1, ends.contradicted());
        ends.killed(99, 5);
        assertEquals(2, ends.contradicted());
        assertFalse(ends.isKilled(99));
    }
}

package io.rxpath.lab.send;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SteadyShapeTest {
    @Test
    void gapsAndLengthsAreUniformBetweenTheirBounds() {
        ShapeStatistics feed = new ShapeStatistics(new SteadyShape(100_000, 200_000, 40, 140, 3, 7), 20_000);
        assertEquals(0, feed.dueNs[0]);
        assertTrue(feed.gapNs(0) >= 100_000 && feed.gapNs(1) <= 200_000);
        for (double share : new double[]{0.1, 0.5, 0.9}) {
            assertEquals(100_000 + share * 100_000, feed.gapNs(share), 2_500, "gap at " + share);
            assertEquals(40 + share * 100, feed.length(share), 4, "length at " + share);
        }
        assertEquals(40, feed.length(0));
        assertEquals(140, feed.length(1));
        assertArrayEquals(new int[]{0, 1, 2, 0, 1, 2}, Arrays.copyOf(feed.streams, 6));
    }

    @Test
    void theSeedDecidesAll() {
        long[] once = new ShapeStatistics(new SteadyShape(0, 1_000_000, 0, 9, 1, 5), 100).dueNs;
        assertArrayEquals(once, new ShapeStatistics(new SteadyShape(0, 1_000_000, 0, 9, 1, 5), 100).dueNs);
        assertFalse(Arrays.equals(once,
                new ShapeStatistics(new SteadyShape(0, 1_000_000, 0, 9, 1, 6), 100).dueNs));
    }

    @Test
    void refusesRangesThatAreNone() {
        assertThrows(IllegalArgumentException.class, () -> new SteadyShape(2, 1, 0, 0, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new SteadyShape(-1, 1, 0, 0, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new SteadyShape(0, Long.MAX_VALUE, 0, 0, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new SteadyShape(0, 1, 5, 4, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new SteadyShape(0, 1, 0, 70_000, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new SteadyShape(0, 1, 0, 1, 0, 0));
    }
}

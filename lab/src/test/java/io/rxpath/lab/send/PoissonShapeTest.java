package io.rxpath.lab.send;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PoissonShapeTest {
    @Test
    void gapsAreExponential() {
        ShapeStatistics feed = new ShapeStatistics(new PoissonShape(50_000, 92, 1, 3), 100_000);
        assertEquals(0, feed.dueNs[0]);
        assertEquals(50_000, feed.dueNs[99_999] / 99_999.0, 1_000);
        for (double share : new double[]{0.1, 0.5, 0.9, 0.99}) {
            double expected = -Math.log(1 - share) * 50_000;
            assertEquals(expected, feed.gapNs(share), expected * 0.04, "gap at " + share);
        }
        assertTrue(feed.gapNs(0) >= 0);
        assertEquals(92, feed.length(0));
        assertEquals(92, feed.length(1));
    }

    @Test
    void theStreamsTakeTurnsAndTheSeedDecidesTheRest() {
        ShapeStatistics once = new ShapeStatistics(new PoissonShape(1_000, 0, 2, 5), 100);
        assertArrayEquals(new int[]{0, 1, 0, 1}, Arrays.copyOf(once.streams, 4));
        assertArrayEquals(once.dueNs, new ShapeStatistics(new PoissonShape(1_000, 0, 2, 5), 100).dueNs);
        assertFalse(
                Arrays.equals(once.dueNs, new ShapeStatistics(new PoissonShape(1_000, 0, 2, 6), 100).dueNs));
    }

    @Test
    void refusesWhatIsNoFeed() {
        assertThrows(IllegalArgumentException.class, () -> new PoissonShape(0, 0, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new PoissonShape(Long.MAX_VALUE, 0, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new PoissonShape(1, -1, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new PoissonShape(1, 70_000, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new PoissonShape(1, 0, 0, 0));
    }
}

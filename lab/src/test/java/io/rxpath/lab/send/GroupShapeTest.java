package io.rxpath.lab.send;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class GroupShapeTest {
    @Test
    void groupsAreDueTogetherAndGoToOneDestination() {
        ShapeStatistics feed = new ShapeStatistics(new GroupShape(3, 1_000, 60, 2, 1), 9);
        assertArrayEquals(new long[]{0, 0, 0, 1_000, 1_000, 1_000, 2_000, 2_000, 2_000}, feed.dueNs);
        assertArrayEquals(new int[]{0, 0, 0, 1, 1, 1, 0, 0, 0}, feed.streams);
        assertEquals(60, feed.length(0));
        assertEquals(60, feed.length(1));
    }

    @Test
    void oneInAGroupIsAFixedGap() {
        ShapeStatistics feed = new ShapeStatistics(new GroupShape(1, 7, 0, 1, 1), 4);
        assertArrayEquals(new long[]{0, 7, 14, 21}, feed.dueNs);
    }

    @Test
    void refusesWhatIsNoFeed() {
        assertThrows(IllegalArgumentException.class, () -> new GroupShape(0, 1, 0, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new GroupShape(20_000, 1, 0, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new GroupShape(1, 0, 0, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new GroupShape(1, 1, -1, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new GroupShape(1, 1, 0, 0, 0));
    }
}

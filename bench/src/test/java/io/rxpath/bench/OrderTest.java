package io.rxpath.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrderTest {
    private static final List<String> ALL = List.of("off", "own", "full");

    @Test
    void everyRoundHasEachOnceAndNoOrderIsFavoured() {
        Order order = new Order(42);
        Map<List<String>, Integer> seen = new HashMap<>();
        for (int round = 0; round < 6_000; round++) {
            List<String> drawn = order.next(ALL);
            assertEquals(new TreeSet<>(ALL), new TreeSet<>(drawn));
            assertEquals(ALL.size(), drawn.size());
            seen.merge(drawn, 1, Integer::sum);
        }
        assertEquals(6, seen.size());
        seen.forEach((drawn, count) -> assertTrue(count > 930 && count < 1_070, drawn + ": " + count));
    }

    @Test
    void theSeedDecides() {
        assertEquals(orders(1), orders(1));
        assertNotEquals(orders(1), orders(2));
    }

    private static List<List<String>> orders(long seed) {
        Order order = new Order(seed);
        return IntStream.range(0, 20).mapToObj(round -> order.next(ALL)).toList();
    }
}

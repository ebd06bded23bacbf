package io.rxpath.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The order of turns: drawn anew for each round, so that no contender always follows the same one. */
final class Order {
    private final SplittableRandom random;

    /** Orders that follow from {@code seed}. */
    Order(long seed) {
        random = new SplittableRandom(seed);
    }

    /** All of {@code contenders} once, each order as likely as any. */
    <T> List<T> next(List<T> contenders) {
        List<T> order = new ArrayList<>(contenders);
        for (int i = order.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            T swapped = order.set(i, order.get(j));
            order.set(j, swapped);
        }
        return order;
    }
}

package io.rxpath.poller;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.PriorityQueue;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

class PassedStampsTest {
    @Test
    void keepsTheOrderOfAQueue() {
        for (long seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            PassedStamps passed = new PassedStamps();
            PriorityQueue<Long> queue = new PriorityQueue<>();
            for (int i = 0; i < 5_000; i++) {
                int draw = random.nextInt(1_000);
                if (draw == 0) {
                    passed.clear();
                    queue.clear();
                } else if (draw < 600 - seed) {
                    long stampNs = 1_000L * i + random.nextInt(20_000);
                    if (queue.size() == PassedStamps.KEPT) {
                        queue.remove();
                    }
                    passed.add(stampNs);
                    queue.add(stampNs);
                } else if (!queue.isEmpty()) {
                    assertEquals(queue.remove(), passed.first(), "seed " + seed + ", step " + i);
                    passed.removeFirst();
                }
            }
            assertEquals(queue.isEmpty() ? PassedStamps.NONE : queue.peek(), passed.first(), "seed " + seed);
        }
    }
}

package io.rxpath.poller;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

class RingSearchTest {
    private static final int KEPT = 64;

    @Test
    void agreesWithAPlainSearch() {
        SplittableRandom random = new SplittableRandom(3);
        long[] times = new long[KEPT];
        long now = 1_000;
        for (long count = 0; count < 1_000; count++) {
            long oldest = Math.max(0, count - random.nextInt(KEPT + 1));
            for (int question = 0; question < 20; question++) {
                long asked = now - random.nextLong(-5, 400);
                assertEquals(plain(times, oldest, count, asked),
                        RingSearch.lastAtMost(times, oldest, count, asked), "of " + oldest + " to " + count);
            }
            now += random.nextLong(0, 9);
            times[(int) count % KEPT] = now;
        }
    }

    private static long plain(long[] times, long oldest, long count, long timeNs) {
        long place = count - 1;
        while (place >= oldest && times[(int) place % KEPT] > timeNs) {
            place--;
        }
        return place;
    }
}

package io.rxpath;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Polls are told apart by their stamps, in whatever order the sockets show them. */
class TakenPollsTest {
    private static final long T = 1_700_000_000_000_000_000L;
    private static final long APART_NS = 10_000;

    private final TakenPolls polls = new TakenPolls();

    @Test
    void packetsStampedTogetherAreOfOnePoll() {
        polls.add(T, T - 5_000);
        polls.add(T + 120, 1);
        long poll = polls.of(T + 300);
        assertEquals(2, polls.packets(poll));
        assertEquals(T + 120, polls.last(poll));
        assertEquals(T - 5_000, polls.emptyBefore(poll), "as it was entered with the first");
        assertEquals(TakenPolls.NONE, polls.of(T + 120 + TakenPolls.SAME_POLL_NS + 1));
        assertEquals(TakenPolls.NONE, polls.of(T - TakenPolls.SAME_POLL_NS - 1));
        assertEquals(poll, polls.before(T + 121));
        assertEquals(TakenPolls.NONE, polls.before(T));
    }

    @Test
    void theOrderDoesNotMatter() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            polls.clear();
            List<Integer> order = new ArrayList<>();
            int known = 1 + random.nextInt(60);
            for (int packet = 0; packet < 3 * known; packet++) {
                order.add(packet);
            }
            Collections.shuffle(order, random);
            order.forEach(packet -> polls.add(T + packet / 3 * APART_NS + packet % 3 * 100, T + packet / 3));
            for (int i = 0; i < known; i++) {
                String where = "seed " + seed + ", poll " + i;
                long poll = polls.of(T + i * APART_NS + 500);
                assertEquals(3, polls.packets(poll), where);
                assertEquals(T + i, polls.emptyBefore(poll), where);
                assertEquals(poll, polls.before(T + i * APART_NS + 5_000), where);
            }
        }
    }

    @Test
    void onlySomeAreKept() {
        for (int i = 0; i < 1_000; i++) {
            polls.add(T + i * APART_NS, 0);
        }
        assertEquals(TakenPolls.NONE, polls.before(T + 900 * APART_NS));
        assertTrue(polls.of(T + 999 * APART_NS) != TakenPolls.NONE);
        polls.clear();
        assertEquals(TakenPolls.NONE, polls.of(T + 999 * APART_NS));
    }
}

package io.rxpath.poller;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;

import io.rxpath.poller.BatchSink.Outcome;
import io.rxpath.poller.PollCounters.Counter;
import org.junit.jupiter.api.Test;

class EpisodeTrackerTest {
    private final PollCounters counters = new PollCounters();
    private final EpisodeTracker episodes = new EpisodeTracker(counters, 50_000);

    @Test
    void theSpinOfAHitIsUsefulUpToTheFastHit() {
        episodes.onOpportunity(3, 80_000, false, Outcome.HIT);
        assertEquals(1, counters.get(Counter.HITS));
        assertEquals(3, counters.get(Counter.HIT_PACKETS));
        assertEquals(80_000, counters.get(Counter.SPIN_NS));
        assertEquals(30_000, counters.get(Counter.WASTE_NS));
    }

    @Test
    void anExpiredWindowIsWasteWhateverWokeTheThreadLater() {
        episodes.onOpportunity(1, 40_000, true, Outcome.FALLBACK);
        episodes.onOpportunity(0, 40_000, false, null);
        assertEquals(2, counters.get(Counter.EXPIRED));
        assertEquals(0, counters.get(Counter.FALLBACKS));
        assertEquals(80_000, counters.get(Counter.WASTE_NS));
    }

    @Test
    void undecidedSpinStaysOutOfTheRatios() {
        episodes.onOpportunity(1, 10_000, false, Outcome.UNDECIDED);
        assertEquals(0, counters.get(Counter.SPIN_NS));
        assertEquals(10_000, counters.get(Counter.UNDECIDED_SPIN_NS));
    }

    @Test
    void everyOpportunityEndsInExactlyOneWay() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 100_000; i++) {
            episodes.onOpportunity(random.nextInt(3), random.nextLong(200_000), random.nextInt(4) == 0,
                    Outcome.values()[random.nextInt(3)]);
        }
        assertEquals(100_000, counters.get(Counter.OPPORTUNITIES));
        assertEquals(100_000, counters.get(Counter.HITS) + counters.get(Counter.FALLBACKS)
                + counters.get(Counter.EXPIRED) + counters.get(Counter.UNDECIDED));
        org.junit.jupiter.api.Assertions
                .assertTrue(counters.get(Counter.WASTE_NS) <= counters.get(Counter.SPIN_NS));
    }
}

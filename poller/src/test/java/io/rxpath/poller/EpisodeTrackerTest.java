package io.rxpath.poller;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;

import io.rxpath.poller.BatchSink.Outcome;
import io.rxpath.poller.PollCounters.Counter;
import org.junit.jupiter.api.Test;

class EpisodeTrackerTest {
    private final PollCounters counters = new PollCounters();
    private final EpisodeTracker episodes = new EpisodeTracker(counters, 50_000, false, 0);

    @Test
    void theSpinOfAHitIsUsefulUpToTheFastHit() {
        episodes.onCall(3, true, 80_000, false, Outcome.HIT);
        assertEquals(1, counters.get(Counter.HITS));
        assertEquals(3, counters.get(Counter.HIT_PACKETS));
        assertEquals(80_000, counters.get(Counter.SPIN_NS));
        assertEquals(30_000, counters.get(Counter.WASTE_NS));
    }

    @Test
    void anExpiredWindowIsWasteWhateverWokeTheThreadLater() {
        episodes.onCall(1, true, 40_000, true, Outcome.FALLBACK);
        episodes.onCall(0, true, 40_000, false, null);
        assertEquals(2, counters.get(Counter.EXPIRED));
        assertEquals(0, counters.get(Counter.FALLBACKS));
        assertEquals(80_000, counters.get(Counter.WASTE_NS));
    }

    @Test
    void undecidedSpinStaysOutOfTheRatios() {
        episodes.onCall(1, true, 10_000, false, Outcome.UNDECIDED);
        assertEquals(0, counters.get(Counter.SPIN_NS));
        assertEquals(10_000, counters.get(Counter.UNDECIDED_SPIN_NS));
    }

    @Test
    void emptyCallsOfASpinningEngineAreOneOpportunityUntilTheirSpinReachesTheWindow() {
        EpisodeTracker spinning = new EpisodeTracker(counters, 50_000, true, 10_000);
        for (int i = 0; i < 25; i++) {
            spinning.onCall(0, true, 1_000, false, null);
        }
        assertEquals(2, counters.get(Counter.EXPIRED), "after 10 and after 20 us");
        spinning.onCall(1, true, 500, false, Outcome.HIT);
        assertEquals(1, counters.get(Counter.HITS));
        assertEquals(25_500, counters.get(Counter.SPIN_NS),
                "the five calls before it are of the same opportunity");
        spinning.onCall(1, false, 0, false, Outcome.FALLBACK);
        assertEquals(3, counters.get(Counter.OPPORTUNITIES), "a call that finds a queue begins none");
        spinning.onCall(0, true, 1_000, false, null);
        spinning.onCall(1, false, 0, false, Outcome.FALLBACK);
        assertEquals(1, counters.get(Counter.FALLBACKS),
                "but it ends the one that the empty calls had begun");
    }

    @Test
    void everyOpportunityEndsInExactlyOneWay() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 100_000; i++) {
            episodes.onCall(random.nextInt(3), true, random.nextLong(200_000), random.nextInt(4) == 0,
                    Outcome.values()[random.nextInt(3)]);
        }
        assertEquals(100_000, counters.get(Counter.OPPORTUNITIES));
        assertEquals(100_000, counters.get(Counter.HITS) + counters.get(Counter.FALLBACKS)
                + counters.get(Counter.EXPIRED) + counters.get(Counter.UNDECIDED));
        org.junit.jupiter.api.Assertions
                .assertTrue(counters.get(Counter.WASTE_NS) <= counters.get(Counter.SPIN_NS));
    }
}

package io.rxpath.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;

import io.rxpath.lab.send.SendResult;
import org.junit.jupiter.api.Test;

class RateSearchTest {
    private static final Contender ANY = new Contender() {
        @Override
        public String name() {
            return "any";
        }

        @Override
        public Receiving open(Seat seat) {
            throw new AssertionError("the track opens none");
        }
    };

    /** A receiver that loses packets above a rate, and a sender that cannot go beyond another. */
    private static Rate search(double receives, double sends, int stallAtTurn) {
        Track track = new Track() {
            private int turns;

            @Override
            public Optional<String> prepare(Workload workload) {
                return Optional.empty();
            }

            @Override
            public Turn run(Contender contender, Workload workload) {
                double rate = Math.min(sends, 1e9 / workload.traffic().meanGapNs());
                long packets = Math.round(rate * workload.seconds());
                long lost = rate > receives || ++turns == stallAtTurn ? packets / 100 + 1 : 0;
                Reading reading = Samples.reading(100, packets - lost, null);
                return new Turn("any", new SendResult(packets, 0, 0, 0, 0, 0, 0, 0,
                        Math.round(workload.seconds() * 1e9), packets, 0, 0), reading);
            }

            @Override
            public Stalls idle(double seconds) {
                throw new AssertionError("a search has no rounds");
            }
        };
        return new RateSearch(track, 0.5).of(ANY);
    }

    @Test
    void theReceiversLimitIsFound() {
        for (double limit : new double[]{20_000, 99_000, 100_000, 173_000, 800_000}) {
            Rate rate = search(limit, 1e7, 0);
            assertFalse(rate.atSendersLimit());
            assertTrue(rate.packetsPerSecond() <= limit * 1.001 && rate.packetsPerSecond() >= limit / 1.04,
                    limit + ": " + rate);
        }
    }

    @Test
    void theSendersLimitIsSaid() {
        Rate rate = search(1e7, 300_000, 0);
        assertTrue(rate.atSendersLimit());
        assertEquals(300_000, rate.packetsPerSecond(), 3_000);
    }

    @Test
    void oneStallOfTheMachineIsNoLimit() {
        assertTrue(search(500_000, 1e7, 1).packetsPerSecond() > 480_000);
    }

    @Test
    void whoAlwaysLosesHasNoRate() {
        assertEquals(new Rate(0, false), search(0, 1e7, 0));
    }
}

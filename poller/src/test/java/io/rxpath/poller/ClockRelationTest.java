package io.rxpath.poller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

import io.rxpath.linux.Clocks;
import org.junit.jupiter.api.Test;

class ClockRelationTest {
    private final AtomicLong stepNs = new AtomicLong();
    private final Clocks clocks = Clocks.stepping(stepNs::get);
    private final ClockRelation relation = new ClockRelation(clocks);

    @Test
    void aMonotonicReadingIsTranslatedWithinItsBound() {
        for (int i = 0; i < 1_000; i++) {
            relation.refresh();
            long before = clocks.realtimeNs();
            long translated = relation.realtimeNs(clocks.monotonicNs());
            long after = clocks.realtimeNs();
            assertTrue(translated >= before - relation.boundNs() && translated <= after + relation.boundNs(),
                    before + " <= " + translated + " <= " + after);
        }
        assertEquals(0, relation.steps(), "nobody set the clock");
    }

    @Test
    void stepsOfEitherSignAreSeenAndOnlyThose() {
        SplittableRandom random = new SplittableRandom(11);
        long steps = 0;
        for (int i = 0; i < 2_000; i++) {
            assertFalse(relation.refresh(), "at rest, round " + i);
            // What a reading that was interrupted may hide is not asked for.
            long step = random.nextLong(1_000_000, 5_000_000_000L) * (random.nextBoolean() ? 1 : -1);
            stepNs.addAndGet(step);
            assertTrue(relation.refresh(), "a step of " + step + " ns, round " + i);
            assertEquals(++steps, relation.steps());
        }
    }

    @Test
    void aReadingOfAClockThatWasSetDoesNotAgree() {
        for (long step : new long[]{50_000_000, -50_000_000, 100_000, -100_000}) {
            assertTrue(agreesOnce(), "at rest");
            stepNs.addAndGet(step);
            assertFalse(relation.agrees(clocks.realtimeNs()), "set by " + step + " ns just after");
            assertTrue(relation.refresh(), "set by " + step + " ns");
        }
    }

    @Test
    void aSmallStepIsFoundWhenBothAreReadAgain() {
        assertTrue(agreesOnce(), "at rest");
        stepNs.addAndGet(15_000);
        long untilNs = clocks.monotonicNs() + 1_000_000_000;
        while (relation.agrees(clocks.realtimeNs())) {
            assertTrue(clocks.monotonicNs() < untilNs, "it is never looked for");
        }
    }

    /** A reading that is interrupted does not agree, nor need the next. */
    private boolean agreesOnce() {
        boolean agrees = false;
        for (int i = 0; i < 100 && !agrees; i++) {
            agrees = relation.agrees(clocks.realtimeNs());
        }
        return agrees;
    }
}

package io.rxpath.poller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

class StallDetectorTest {
    private final StallDetector detector = new StallDetector();
    private final SplittableRandom random = new SplittableRandom(3);

    private void quiet(int turns, long fromNs, long untilNs) {
        for (int i = 0; i < turns; i++) {
            detector.onTurn(random.nextLong(fromNs, untilNs));
        }
    }

    @Test
    void nothingIsConcludedBeforeTheUsualIsKnown() {
        assertEquals(0, detector.onTurn(5_000_000));
        quiet(100, 2_000, 4_000);
        assertEquals(0, detector.onTurn(5_000_000));
        assertEquals(Long.MAX_VALUE, detector.thresholdNs());
    }

    @Test
    void aShortLossIsNoStallHoweverQuietTheTurnsAre() {
        quiet(1_000, 100, 200);
        assertEquals(StallDetector.FLOOR_NS, detector.thresholdNs());
        assertEquals(0, detector.onTurn(StallDetector.FLOOR_NS));
        assertTrue(detector.onTurn(StallDetector.FLOOR_NS + 1) > 49_000);
    }

    @Test
    void whatIsLostIsWhatExceedsTheUsual() {
        quiet(1_000, 2_000, 4_000);
        long lost = detector.onTurn(203_000);
        assertTrue(lost > 198_000 && lost < 201_500, lost + " ns");
    }

    @Test
    void aSlowEngineHasAHigherThreshold() {
        quiet(2_000, 30_000, 40_000);
        assertTrue(detector.thresholdNs() >= 4 * 38_000 && detector.thresholdNs() <= 4 * 50_000,
                detector.thresholdNs() + " ns");
        assertEquals(0, detector.onTurn(100_000));
    }

    @Test
    void stallsAmongTheTurnsDoNotMoveIt() {
        for (int i = 0; i < 10_000; i++) {
            detector.onTurn(i % 50 == 0 ? 5_000_000 : random.nextLong(2_000, 4_000));
        }
        assertEquals(StallDetector.FLOOR_NS, detector.thresholdNs());
    }

    @Test
    void itFollowsAnEngineThatBecameSlower() {
        quiet(50_000, 2_000, 4_000);
        quiet(60_000, 30_000, 40_000);
        assertTrue(detector.thresholdNs() > 4 * 30_000, detector.thresholdNs() + " ns");
    }

    @Test
    void anyLengthIsTaken() {
        for (long ns : new long[]{Long.MIN_VALUE, -1, 0, 1, 2, 3, 4, 5, Long.MAX_VALUE}) {
            assertEquals(0, detector.onTurn(ns));
        }
    }
}

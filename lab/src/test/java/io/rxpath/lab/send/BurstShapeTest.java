package io.rxpath.lab.send;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rxpath.lab.capture.Capture;
import io.rxpath.lab.capture.CaptureReader;
import io.rxpath.lab.capture.RealCaptures;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BurstShapeTest {
    private static final int PACKETS = 10_000;
    private static final int SEEDS = 20;
    private static final long MS = 1_000_000;

    @Test
    void theFeedHasTheFiguresOfItsModel() {
        double mostInMs = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            ShapeStatistics feed = new ShapeStatistics(new BurstShape(50 * MS, seed), PACKETS);
            mostInMs += feed.mostWithin(MS);
            assertBetween(2_000, feed.gapNs(0.5), 25_000, "median gap");
            assertEquals(92, feed.length(0.5));
            assertTrue(feed.length(1) <= 1_412);
            assertTrue(feed.gapNs(1) <= 50 * MS);
            assertBetween(4_500, Arrays.stream(feed.streams).sum(), 5_500, "second stream");
            assertBetween(40, feed.mostWithin(MS), 130, "most in 1 ms");
        }
        assertBetween(60, (long) (mostInMs / SEEDS), 96, "most in 1 ms on average");
    }

    @Test
    void theFeedIsLikeTheCapture() {
        ShapeStatistics real = new ShapeStatistics(CaptureShape.ownTiming(capture(), 1, Long.MAX_VALUE, 1),
                PACKETS);
        ShapeStatistics made = new ShapeStatistics(new BurstShape(Long.MAX_VALUE, 3), 10 * PACKETS);
        // 0.5 lies on the step between the two kinds of gaps: there only the step can be compared.
        for (double share : new double[]{0.15, 0.25, 0.4, 0.6, 0.7, 0.8, 0.9, 0.97}) {
            double ratio = (double) made.gapNs(share) / Math.max(1, real.gapNs(share));
            assertTrue(ratio > 0.5 && ratio < 2,
                    "gap at " + share + ": " + made.gapNs(share) + " against " + real.gapNs(share) + " ns");
        }
        for (double share : new double[]{0.1, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99}) {
            double ratio = (double) made.length(share) / real.length(share);
            assertTrue(ratio > 0.7 && ratio < 1.4,
                    "length at " + share + ": " + made.length(share) + " against " + real.length(share));
        }
        assertEquals(real.length(1), made.length(1));
        assertTrue(made.mostWithin(MS) >= 0.8 * real.mostWithin(MS));
    }

    @Test
    void theCapShortensTheFeedAndNothingElse() {
        ShapeStatistics cut = new ShapeStatistics(new BurstShape(MS, 11), PACKETS);
        ShapeStatistics whole = new ShapeStatistics(new BurstShape(Long.MAX_VALUE, 11), PACKETS);
        assertEquals(cut.gapNs(0.5), whole.gapNs(0.5));
        // From a message's second copy to the next message: the cap less the skew.
        assertBetween(MS - 20_000, cut.gapNs(1), MS, "longest gap");
        assertTrue(whole.gapNs(1) > 100 * MS);
        assertArrayEquals(whole.lengths, cut.lengths);
        assertBetween(1_000 * MS, cut.dueNs[PACKETS - 1], 2_500 * MS, "10,000 packets");
    }

    @Test
    void refusesACapInsideTheBursts() {
        assertThrows(IllegalArgumentException.class, () -> new BurstShape(MS - 1, 1));
    }

    private static Capture capture() {
        return CaptureReader.read(RealCaptures.require(RealCaptures.CME));
    }

    private static void assertBetween(long least, long actual, long most, String what) {
        assertTrue(actual >= least && actual <= most,
                what + ": " + actual + " not in " + least + " to " + most);
    }
}

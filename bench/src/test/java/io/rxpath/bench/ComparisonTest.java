package io.rxpath.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final double HISTOGRAM = 0.002;

    @Test
    void aRatioIsThatOfTheMediansOverTheRounds() {
        Comparison comparison = new Comparison(Samples.cell(), "off", "own");
        Spread ratio = comparison.ratio(Metric.SEND_TO_APP_P50).orElseThrow();
        assertEquals(3, ratio.rounds());
        // 200 to 100; the pools would give 4, because round 3 outweighs the others there.
        assertEquals(2, ratio.median(), 2 * HISTOGRAM);
        assertEquals(1.5, ratio.min(), 2 * HISTOGRAM);
        assertEquals(4, ratio.max(), 4 * HISTOGRAM);
        Spread difference = comparison.difference(Metric.SEND_TO_APP_P50).orElseThrow();
        assertEquals(100, difference.median(), 1);
        assertEquals(50, difference.min(), 1);
        assertEquals(3_000, difference.max(), 8);
    }

    @Test
    void roundsWithoutOneOfTheTwoAreLeftOut() {
        Cell cell = new Cell(Samples.WORKLOAD, Optional.empty(),
                List.of(Samples.round(1, Samples.turn("off", 100), Samples.turn("own", 110)),
                        Samples.round(2, Samples.turn("own", 900)), Samples.round(3, Samples.turn("off", 100),
                                Samples.turn("own", Samples.reading(900, 1_000, "refused")))));
        Spread ratio = new Comparison(cell, "off", "own").ratio(Metric.SEND_TO_APP_P99).orElseThrow();
        assertEquals(1, ratio.rounds());
        assertEquals(1.1, ratio.max(), HISTOGRAM);
        assertEquals(2, cell.turnsOf("own").size());
        assertEquals(2_000, cell.pooled("own").sendToApp().count());
        assertTrue(new Comparison(cell, "off", "full").ratio(Metric.CPU).isEmpty());
    }

    @Test
    void tooFewPacketsMakeNoPercentile() {
        Reading few = Samples.reading(100, 99, null);
        assertEquals(100, Metric.SEND_TO_APP_P50.of(few).orElseThrow());
        assertTrue(Metric.SEND_TO_APP_P99.of(few).isEmpty());
        assertTrue(Metric.SEND_TO_APP_P999.of(Samples.reading(100, 999, null)).isEmpty());
        assertTrue(Metric.SEND_TO_APP_P50.of(Samples.reading(100, 0, null)).isEmpty());
        assertTrue(Metric.SEND_TO_APP_P999.of(Samples.reading(100, 1_000, null)).isPresent());
    }

    @Test
    void aBaselineOfNothingHasNoRatio() {
        Cell cell = new Cell(Samples.WORKLOAD, Optional.empty(),
                List.of(Samples.round(1, Samples.turn("off", 0), Samples.turn("own", 10))));
        Comparison comparison = new Comparison(cell, "off", "own");
        assertTrue(comparison.ratio(Metric.SEND_TO_APP_P50).isEmpty());
        assertEquals(10, comparison.difference(Metric.SEND_TO_APP_P50).orElseThrow().median());
    }

    @Test
    void theMedianOfAnEvenNumberIsTheMeanOfTheMiddle() {
        assertEquals(new Spread(4, 2.5, 1, 9, 1, 9), Spread.of(9, 2, 1, 3).orElseThrow());
        assertEquals(new Spread(3, 2, 1, 9, 1, 9), Spread.of(9, 2, 1).orElseThrow());
        assertEquals(new Spread(1, 7, 7, 7, 7, 7), Spread.of(7).orElseThrow());
        assertTrue(Spread.of().isEmpty());
    }

    @Test
    void theIntervalOfAMedianNarrowsWithTheRounds() {
        SplittableRandom random = new SplittableRandom(5);
        int held = 0;
        for (int trial = 0; trial < 200; trial++) {
            double[] values = random.doubles(25).map(it -> it * it).toArray();
            Spread spread = Spread.of(values).orElseThrow();
            assertTrue(spread.low() <= spread.median() && spread.median() <= spread.high());
            assertTrue(spread.low() >= spread.min() && spread.high() <= spread.max());
            held += spread.low() <= 0.25 && 0.25 <= spread.high() ? 1 : 0;
        }
        assertTrue(held > 170, "the median of all, 0.25, lay in " + held + " of 200 intervals of 95 %");
    }

    @Test
    void whatIsNotKnownOfATurnStaysUnknown() {
        Reading known = Samples.reading(100, 10, null);
        Reading unknown = new Reading(known.sendToApp(), known.stampToApp(), known.appToHandler(),
                new Reading.Counts(10, 0, 0, 0), new Reading.Cpu(-1, 1_000, 0, 0), OptionalLong.empty(),
                Optional.empty());
        assertEquals(0.5, Metric.CPU.of(Reading.pool(List.of(known, known))).orElseThrow());
        assertTrue(Metric.CPU.of(Reading.pool(List.of(known, unknown))).isEmpty());
        assertEquals(0, Metric.ALLOCATED.of(Reading.pool(List.of(known, known))).orElseThrow());
        assertTrue(Metric.ALLOCATED.of(Reading.pool(List.of(known, unknown))).isEmpty());
    }
}

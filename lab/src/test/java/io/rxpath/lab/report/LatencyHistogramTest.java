package io.rxpath.lab.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {
    @Test
    void isACopy() {
        Histogram live = new Histogram(3);
        live.recordValue(5_000);
        LatencyHistogram copy = LatencyHistogram.of(live);
        live.recordValue(9_000_000);
        assertEquals(1, copy.count());
        assertEquals(copy.maxNs(), copy.p999Ns());
    }

    @Test
    void sumsAndKeepsEveryPacketInItsBucket() {
        long seed = 7;
        SplittableRandom random = new SplittableRandom(seed);
        Histogram one = new Histogram(3);
        Histogram other = new Histogram(3);
        for (int i = 0; i < 5_000; i++) {
            (i % 3 == 0 ? one : other).recordValue((long) Math.exp(random.nextDouble() * 20));
        }
        LatencyHistogram sum = LatencyHistogram
                .sum(List.of(LatencyHistogram.of(one), LatencyHistogram.EMPTY, LatencyHistogram.of(other)));
        assertEquals(5_000, sum.count());
        LogScale scale = LogScale.over(List.of(sum));
        assertEquals(5_000, Arrays.stream(sum.buckets(scale)).sum(), "seed " + seed);
        LogScale narrow = LogScale.over(List.of(LatencyHistogram.EMPTY));
        assertEquals(5_000, Arrays.stream(sum.buckets(narrow)).sum(), "seed " + seed);
    }

    @Test
    void emptyHasNoPercentiles() {
        assertTrue(LatencyHistogram.sum(List.of()).percentiles().empty());
        assertArrayEquals(new long[60], LatencyHistogram.EMPTY.buckets(LogScale.over(List.of())));
    }

    @Test
    void scaleHoldsItsEndsAndIsNeverTooShort() {
        for (long ns : new long[]{0, 1, 999, 5_300, 1_000_000, 3_600_000_000_000L}) {
            Histogram single = new Histogram(3);
            single.recordValue(ns);
            LogScale scale = LogScale.over(List.of(LatencyHistogram.of(single)));
            assertTrue(scale.buckets() >= LogScale.PER_DECADE, ns + " ns");
            double place = scale.position(ns);
            assertTrue(place >= 0 && place < 1, ns + " ns at " + place);
            int bucket = scale.bucketOf(ns);
            assertTrue(scale.startNs(bucket) <= Math.max(1, ns) * 1.000001 && ns <= scale.startNs(bucket + 1),
                    ns + " ns in " + bucket);
            assertTrue(scale.ticks().stream().anyMatch(LogScale.Tick::major), ns + " ns has no tick");
        }
    }
}

package io.rxpath.telemetry.counter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** The buckets are HdrHistogram's own, and an interval is what came since the last. */
class LatencyRecorderTest {
    private final LatencyRecorder recorder = new LatencyRecorder();

    @Test
    void countsAsHdrHistogramDoes() {
        SplittableRandom random = new SplittableRandom(7);
        Histogram expected = new Histogram(LatencyRecorder.MAX_NS, 3);
        for (int i = 0; i < 200_000; i++) {
            long ns = Math.min(LatencyRecorder.MAX_NS, random.nextLong() >>> 64 - random.nextInt(1, 38));
            expected.recordValue(ns);
            recorder.record(ns);
        }
        for (int shift = 0; shift <= 36; shift++) {
            for (long ns = (1L << shift) - 1; ns <= (1L << shift) + 1; ns++) {
                expected.recordValue(ns);
                recorder.record(ns);
            }
        }
        assertEquals(expected, recorder.interval(null));
    }

    @Test
    void whatIsOutOfRangeCountsAtTheEnds() {
        recorder.record(-1);
        recorder.record(Long.MAX_VALUE);
        Histogram interval = recorder.interval(null);
        assertEquals(1, interval.getCountAtValue(0));
        assertEquals(1, interval.getCountAtValue(LatencyRecorder.MAX_NS));
    }

    @Test
    void anIntervalHoldsWhatCameSinceTheLast() {
        recorder.record(1_000);
        Histogram first = recorder.interval(null);
        assertEquals(1, first.getTotalCount());
        recorder.record(1_000);
        recorder.record(2_000_000);
        Histogram second = recorder.interval(first);
        assertEquals(2, second.getTotalCount());
        assertEquals(1, second.getCountAtValue(2_000_000));
        assertEquals(0, recorder.interval(second).getTotalCount());
    }
}

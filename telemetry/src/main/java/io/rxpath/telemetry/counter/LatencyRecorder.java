package io.rxpath.telemetry.counter;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/** Latencies in ns with three significant digits, up to 100 s. One thread records, another takes intervals. */
public final class LatencyRecorder {
    /** A longer latency is recorded as this one. */
    public static final long MAX_NS = 100_000_000_000L;

    private final SingleWriterRecorder recorder = new SingleWriterRecorder(MAX_NS, 3);

    /** Records a latency; by the poll thread; allocates nothing. */
    public void record(long latencyNs) {
        recorder.recordValue(Math.clamp(latencyNs, 0, MAX_NS));
    }

    /**
     * What was recorded since the last call.
     *
     * @param recycle a histogram that this method returned before, to be used again, or null
     */
    public Histogram interval(Histogram recycle) {
        return recorder.getIntervalHistogram(recycle);
    }
}

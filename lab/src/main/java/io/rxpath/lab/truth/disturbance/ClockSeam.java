package io.rxpath.lab.truth.disturbance;

/** Where a test may move what the receiver reads as CLOCK_REALTIME. The machine's own clock is never touched. */
@FunctionalInterface
public interface ClockSeam {
    /**
     * Moves all later readings by so much, on top of earlier steps.
     *
     * @param nanos forwards, or backwards where negative
     */
    void stepRealtimeNs(long nanos);
}

package io.rxpath.poller;

/**
 * What a poll thread did and what happened to it: kept by its {@link Poller}, read on the same thread by whoever judges
 * the packets.
 *
 * @param windows its receive calls
 * @param intervals when it was switched off its CPU
 * @param stalls when it lost its CPU without a switch, as far as its own turns show
 */
public record ThreadRecord(PollWindows windows, OffCpuIntervals intervals, OffCpuIntervals stalls) {
    /** An empty record. */
    public static ThreadRecord create() {
        return new ThreadRecord(new PollWindows(), new OffCpuIntervals(), new OffCpuIntervals());
    }

    /** Begins anew at {@code nowNs}, because the clock of all these times has been set. */
    void restart(long nowNs) {
        windows.restart(nowNs);
        intervals.forget();
        stalls.forget();
    }
}

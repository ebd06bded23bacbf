package io.rxpath.poller;

/**
 * Enters into the thread's record when it lost its CPU without being switched off it. What a turn does on our CPU alone
 * has a usual length: from the stamp of the packet that ended a spin to the return of the call, from the end of the
 * handler to the next call, and a non-blocking call as a whole. Owned by the poll thread; never allocates.
 */
final class Stalls {
    private final PollWindows windows;
    private final OffCpuIntervals switches;
    private final OffCpuIntervals stalls;
    private final boolean callsAreShort;
    private final StallDetector untilReturn = new StallDetector();
    private final StallDetector betweenCalls = new StallDetector();
    private final StallDetector wholeCall = new StallDetector();

    /**
     * Creates the keeper of {@code thread.stalls()}.
     *
     * @param callsAreShort whether a call never waits, so that its whole length is usual
     */
    Stalls(ThreadRecord thread, boolean callsAreShort) {
        this.windows = thread.windows();
        this.switches = thread.intervals();
        this.stalls = thread.stalls();
        this.callsAreShort = callsAreShort;
    }

    /**
     * A call has returned, and the switches until then are known.
     *
     * @param lastStampNs the stamp of the last packet it returned, 0 without one
     */
    void onExit(long call, long lastStampNs) {
        long enterNs = windows.enterNs(call);
        long exitNs = windows.exitNs(call);
        if (call > 0 && windows.handledNs(call - 1) != enterNs) {
            turn(betweenCalls, windows.handledNs(call - 1), enterNs);
        }
        if (lastStampNs >= enterNs && windows.foundEmpty(call)) {
            turn(untilReturn, lastStampNs, exitNs);
        } else if (callsAreShort) {
            turn(wholeCall, enterNs, exitNs);
        }
    }

    private void turn(StallDetector detector, long fromNs, long untilNs) {
        if (fromNs > untilNs || switches.newestInNs() >= fromNs) {
            return; // switched off within it, or a clock that was set
        }
        long lostNs = detector.onTurn(untilNs - fromNs);
        if (lostNs > 0) {
            stalls.add(untilNs - lostNs, untilNs, false, OffCpuIntervals.NO_CPU, OffCpuIntervals.NO_CPU);
        }
    }
}

package io.rxpath.lab.oracle;

import io.rxpath.lab.oracle.ThreadTimeline.Left;

/**
 * What the trace says of the busy-poll window of a receive call that went to sleep. A window begins with the call, and
 * again with each wake-up from a sleep in it; the kernel counts it in units of 1,024 ns (include/net/busy_poll.h,
 * busy_loop_current_time).
 */
final class BusyPollWindow {
    /** What the kernel's rounding of the window may take off it. */
    private static final long ROUNDING_NS = 2_000;

    private final ThreadTimeline thread;
    private final CallTimeline calls;
    private final long lengthNs;

    BusyPollWindow(ThreadTimeline thread, CallTimeline calls, CellFacts facts) {
        this.thread = thread;
        this.calls = calls;
        lengthNs = facts.busyPollWanted() ? Math.max(0, facts.windowNs() - ROUNDING_NS) : 0;
    }

    /** Whether an absence in a call began before the window could have expired. */
    boolean early(int absence, int call) {
        return thread.outNs(absence) - begunNs(absence, call) < lengthNs;
    }

    /** Whether the thread polled in a call before an absence in it began. */
    boolean polledBefore(int absence, int call) {
        return calls.firstPollNs(call) < thread.outNs(absence);
    }

    private long begunNs(int absence, int call) {
        for (int before = absence - 1; before >= 0 && thread.outNs(before) >= calls.enterNs(call); before--) {
            if (thread.left(before) != Left.RUNNABLE) {
                return thread.inNs(before);
            }
        }
        return calls.enterNs(call);
    }
}

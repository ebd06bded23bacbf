package io.rxpath.lab.oracle;

import io.rxpath.lab.oracle.ThreadTimeline.Left;

/**
 * Reads the switches of the watched thread. Of one switch sched_switch comes before the perf record, on the way out as
 * on the way in; what comes second says nothing new but when a switch back was complete.
 */
final class TimelineReader {
    /** A perf record and the trace event of the same switch lie closer than that. */
    private static final long SAME_SWITCH_NS = 20_000;

    private final Trace trace;
    private final ThreadTimeline timeline;
    private boolean off;
    private boolean offByPerf;
    private long offNs;
    private boolean seen;
    /** A switch back was traced, and its perf record has not come. */
    private boolean switching;
    private int call = ThreadTimeline.NO_CALL;

    TimelineReader(Trace trace, ThreadTimeline timeline) {
        this.trace = trace;
        this.timeline = timeline;
    }

    void readAll() {
        for (int i = 0; i < trace.size(); i++) {
            switch (trace.kind(i)) {
                case SWITCH_OUT -> out(i);
                case PERF_SWITCH_OUT -> perfOut(i);
                case SWITCH_IN -> in(i);
                case PERF_SWITCH_IN -> {
                    if (switching && !off) {
                        timeline.runs(trace.timeNs(i));
                    }
                    in(i);
                    switching = false;
                }
                case WAKEUP -> {
                    if (off) {
                        timeline.woken(trace.timeNs(i));
                    }
                }
                case SYSCALL_ENTER -> {
                    running(i);
                    call = trace.a(i);
                }
                case SYSCALL_EXIT -> {
                    running(i);
                    call = ThreadTimeline.NO_CALL;
                }
                default -> {
                }
            }
        }
    }

    private void out(int i) {
        Left how = Left.of(trace.a(i));
        if (off && offByPerf && trace.timeNs(i) - offNs < SAME_SWITCH_NS) {
            timeline.refine(how, trace.cpu(i));
            offByPerf = false;
            return;
        }
        running(i);
        leave(trace.timeNs(i), how, i);
        offByPerf = false;
    }

    private void perfOut(int i) {
        if (!off) {
            leave(trace.timeNs(i), trace.a(i) == 1 ? Left.RUNNABLE : Left.ASLEEP, i);
            offByPerf = true;
        }
    }

    private void in(int i) {
        if (!off && !seen) {
            leave(ThreadTimeline.BEFORE, Left.UNKNOWN, i);
        }
        if (off) {
            if (fromIdle(i)) {
                timeline.cameFromIdle();
            }
            timeline.returned(trace.timeNs(i), trace.cpu(i));
            off = false;
            switching = true;
        }
    }

    /** A switch out of idle names no task before ours; where only perf shows it, sched_switch has not traced it. */
    private boolean fromIdle(int i) {
        return trace.kind(i) == TraceEvent.PERF_SWITCH_IN || trace.b(i) == 0;
    }

    private void leave(long timeNs, Left how, int i) {
        timeline.leave(timeNs, how, trace.cpu(i), call);
        off = true;
        switching = false;
        offNs = timeNs;
        seen = true;
    }

    /** The thread runs; where nothing showed it coming back, how long it was away is not known. */
    private void running(int i) {
        if (off) {
            timeline.refine(Left.UNKNOWN, trace.cpu(i));
            timeline.returned(trace.timeNs(i), trace.cpu(i));
            off = false;
        }
        switching = false;
        timeline.seenOn(trace.cpu(i));
        seen = true;
    }
}

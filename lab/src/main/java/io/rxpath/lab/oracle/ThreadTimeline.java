package io.rxpath.lab.oracle;

/**
 * When the watched thread was off its CPU: from each sched_switch away from it to the next one back. On machines that do
 * not trace a switch out of idle the thread's own PERF_RECORD_SWITCH stands in. An absence whose end nothing shows, or
 * that began before the trace, is {@link Left#UNKNOWN}.
 */
final class ThreadTimeline {
    /** How the thread left its CPU (include/trace/events/sched.h, __trace_sched_switch_state). */
    enum Left {
        /** Still runnable: 0, or the mark of a preemption. */
        RUNNABLE,
        /** Asleep where a signal may wake it. */
        ASLEEP,
        /** Asleep where nothing but its event may wake it: a lock, a page; also anything else that is no sleep. */
        BLOCKED,
        /** Stopped or traced. */
        STOPPED,
        /** The trace does not say when it left or came back. */
        UNKNOWN;

        private static final int PREEMPTED_MARK = 0x100;
        private static final int INTERRUPTIBLE = 1;
        private static final int STOPPED_OR_TRACED = 4 | 8;

        /** By the prev_state of a sched_switch. */
        static Left of(int state) {
            if (state == 0 || (state & PREEMPTED_MARK) != 0) {
                return RUNNABLE;
            }
            if ((state & STOPPED_OR_TRACED) != 0) {
                return STOPPED;
            }
            return state == INTERRUPTIBLE ? ASLEEP : BLOCKED;
        }
    }

    /** {@link #wokenNs}: no wake-up was seen. */
    static final long NONE = Long.MIN_VALUE;
    /** {@link #callAtOut}: in no system call. */
    static final int NO_CALL = -1;
    /** {@link #outNs} of an absence that began before the trace. */
    static final long BEFORE = Long.MIN_VALUE;
    /** {@link #inNs} of an absence that the trace does not see end. */
    static final long NEVER = Long.MAX_VALUE;

    private static final Left[] LEFT = Left.values();

    private final LongColumn outNs = new LongColumn();
    private final LongColumn inNs = new LongColumn();
    private final LongColumn runsNs = new LongColumn();
    private final LongColumn wokenNs = new LongColumn();
    private final IntColumn fromIdle = new IntColumn();
    private final IntColumn left = new IntColumn();
    private final IntColumn outCpu = new IntColumn();
    private final IntColumn inCpu = new IntColumn();
    private final IntColumn callAtOut = new IntColumn();
    private int firstCpu = -1;

    ThreadTimeline(Trace trace) {
        new TimelineReader(trace, this).readAll();
    }

    /** How often it was away. */
    int size() {
        return outNs.size();
    }

    long outNs(int absence) {
        return outNs.get(absence);
    }

    long inNs(int absence) {
        return inNs.get(absence);
    }

    /** When it ran again: sched_switch is written before the switch, the perf record after it, microseconds apart. */
    long runsNs(int absence) {
        return runsNs.get(absence);
    }

    /** Whether it came back onto an idle CPU: what passed since its wake-up was no wait in the run queue. */
    boolean cameFromIdle(int absence) {
        return fromIdle.get(absence) != 0;
    }

    /** When it was made runnable again, or {@link #NONE}. */
    long wokenNs(int absence) {
        return wokenNs.get(absence);
    }

    Left left(int absence) {
        return LEFT[left.get(absence)];
    }

    /** Whether it came back on another CPU than it left. */
    boolean moved(int absence) {
        return inCpu.get(absence) >= 0 && outCpu.get(absence) >= 0
                && inCpu.get(absence) != outCpu.get(absence);
    }

    /** The number of the system call in which it left, or {@link #NO_CALL}. */
    int callAtOut(int absence) {
        return callAtOut.get(absence);
    }

    /** The absence at a time, or -1 while the thread has its CPU. */
    int absenceAt(long timeNs) {
        int absence = lastOutAtMost(timeNs);
        return absence >= 0 && timeNs < inNs.get(absence) ? absence : -1;
    }

    /** The last absence that began at or before a time, or -1. */
    int lastOutAtMost(long timeNs) {
        return outNs.lastAtMost(timeNs);
    }

    /** The CPU that the thread was on, or last ran on. */
    int cpuAt(long timeNs) {
        int absence = lastOutAtMost(timeNs);
        if (absence < 0) {
            return size() > 0 && outCpu.get(0) >= 0 ? outCpu.get(0) : firstCpu;
        }
        return timeNs < inNs.get(absence) ? outCpu.get(absence) : inCpu.get(absence);
    }

    /** The thread was seen on a CPU; only the first counts, until it is first seen to leave one. */
    void seenOn(int cpu) {
        if (firstCpu < 0) {
            firstCpu = cpu;
        }
    }

    void leave(long timeNs, Left how, int cpu, int call) {
        // A running thread moves only by leaving its CPU: where a perf record did not tell, this one does.
        if (size() > 0 && inCpu.get(last()) < 0) {
            inCpu.set(last(), cpu);
        }
        outNs.add(timeNs);
        inNs.add(NEVER);
        runsNs.add(NEVER);
        wokenNs.add(NONE);
        fromIdle.add(0);
        left.add(how.ordinal());
        outCpu.add(cpu);
        inCpu.add(-1);
        callAtOut.add(call);
    }

    void returned(long timeNs, int cpu) {
        inNs.set(last(), timeNs);
        runsNs.set(last(), timeNs);
        inCpu.set(last(), cpu);
    }

    /** The last switch back is complete. */
    void runs(long timeNs) {
        runsNs.set(last(), timeNs);
    }

    /** The CPU was idle when the thread came back: nobody of ours kept it from running after its wake-up. */
    void cameFromIdle() {
        fromIdle.set(last(), 1);
    }

    void woken(long timeNs) {
        if (wokenNs.get(last()) == NONE) {
            wokenNs.set(last(), timeNs);
        }
    }

    void refine(Left how, int cpu) {
        left.set(last(), how.ordinal());
        outCpu.set(last(), cpu);
    }

    private int last() {
        return outNs.size() - 1;
    }
}

package io.rxpath.poller;

import io.rxpath.linux.proc.SchedStat;
import io.rxpath.linux.rseq.PreemptionFlag;

/**
 * Where perf is blocked: the restartable-sequence flag says that the thread left user mode in an unusual way, and
 * schedstat's count of time slices says whether it was a switch. When it happened stays unknown.
 */
final class RseqSwitchWitness implements SwitchWitness {
    /** A kernel need not clear the flag for a switch inside the call; shorter calls have no room for one that counts. */
    private static final long LOOK_CLOSER_NS = 10_000;

    private final PreemptionFlag flag;
    private final SchedStat schedStat;
    private final String whyNotPerf;
    private long timeslices;

    RseqSwitchWitness(PreemptionFlag flag, SchedStat schedStat, String whyNotPerf) {
        this.flag = flag;
        this.schedStat = schedStat;
        this.whyNotPerf = whyNotPerf;
        schedStat.read();
        timeslices = schedStat.timeslices();
        flag.arm();
    }

    @Override
    public boolean update(OffCpuIntervals intervals, long callNs) {
        if (!flag.cleared() && callNs < LOOK_CLOSER_NS) {
            return false;
        }
        flag.arm();
        schedStat.read();
        boolean switched = schedStat.timeslices() != timeslices;
        timeslices = schedStat.timeslices();
        return switched;
    }

    @Override
    public boolean isPositioned() {
        return false;
    }

    @Override
    public String describe() {
        return "restartable-sequence flag and schedstat, without times, because " + whyNotPerf;
    }

    @Override
    public void close() {
        schedStat.close();
    }
}

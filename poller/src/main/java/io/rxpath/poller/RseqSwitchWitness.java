package io.rxpath.poller;

import io.rxpath.linux.proc.SchedStat;
import io.rxpath.linux.rseq.PreemptionFlag;

/**
 * Where perf is blocked: the restartable-sequence flag says that the thread left user mode in an unusual way, and
 * schedstat's count of time slices says whether it was a switch. When it happened stays unknown.
 */
final class RseqSwitchWitness implements SwitchWitness {
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
    public boolean update(OffCpuIntervals intervals) {
        if (!flag.cleared()) {
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

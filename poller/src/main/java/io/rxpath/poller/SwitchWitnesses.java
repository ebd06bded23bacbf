package io.rxpath.poller;

import io.rxpath.linux.LinuxException;
import io.rxpath.linux.perf.SwitchRing;
import io.rxpath.linux.proc.SchedStat;
import io.rxpath.linux.rseq.PreemptionFlag;

/** Chooses the best witness of its own switches that the calling thread may have. */
public final class SwitchWitnesses {
    private SwitchWitnesses() {
    }

    /**
     * Opens a witness for the calling thread; where perf is blocked, the one that knows no times.
     *
     * @param clocks kept fresh by the calling thread
     */
    public static SwitchWitness ofThisThread(ClockRelation clocks) {
        SwitchRing ring;
        try {
            ring = SwitchRing.open();
        } catch (LinuxException refused) {
            return withoutPerf(refused.getMessage());
        }
        return new PerfSwitchWitness(ring, SchedStat.open(), clocks);
    }

    /** Opens the witness that needs no perf; {@code why} ends the sentence "without times, because". */
    public static SwitchWitness withoutPerf(String why) {
        return new RseqSwitchWitness(PreemptionFlag.ofThread(), SchedStat.open(), why);
    }
}

package io.rxpath.poller;

import io.rxpath.linux.perf.SwitchRing;
import io.rxpath.linux.proc.SchedStat;

/** Exact switch times from PERF_RECORD_SWITCH, and from schedstat how long a woken thread waited for its CPU. */
final class PerfSwitchWitness implements SwitchWitness {
    private final SwitchRing ring;
    private final SchedStat schedStat;
    private final ClockRelation clocks;
    private long outNs;
    private int outCpu;
    private boolean outPreempted;
    private boolean off;
    private long waitNs;
    private long lost;

    PerfSwitchWitness(SwitchRing ring, SchedStat schedStat, ClockRelation clocks) {
        this.ring = ring;
        this.schedStat = schedStat;
        this.clocks = clocks;
        schedStat.read();
        waitNs = schedStat.waitNs();
    }

    @Override
    public boolean update(OffCpuIntervals intervals, long callNs) {
        if (!ring.next()) {
            return false;
        }
        long newestSleep = -1;
        long preemptedNs = 0;
        do {
            long timeNs = clocks.realtimeNs(ring.timeNs());
            if (ring.out()) {
                outNs = timeNs;
                outCpu = ring.cpu();
                outPreempted = ring.preempted();
                off = true;
            } else if (off) {
                off = false;
                long inNs = Math.max(outNs, timeNs);
                intervals.add(outNs, inNs, outPreempted, outCpu, ring.cpu());
                if (outPreempted) {
                    preemptedNs += inNs - outNs;
                } else {
                    newestSleep = intervals.count() - 1;
                }
            }
        } while (ring.next());
        // The wait is one sum without positions: what the preemptions do not explain belongs to the newest sleep.
        schedStat.read();
        long queuedNs = schedStat.waitNs() - waitNs;
        waitNs = schedStat.waitNs();
        if (newestSleep >= 0) {
            intervals.setQueuedNs(newestSleep, queuedNs - preemptedNs);
        }
        boolean someLost = ring.lost() != lost;
        lost = ring.lost();
        if (someLost) {
            off = false;
        }
        return someLost;
    }

    @Override
    public boolean isPositioned() {
        return true;
    }

    @Override
    public String describe() {
        return "PERF_RECORD_SWITCH, run-queue wait from schedstat";
    }

    @Override
    public void close() {
        ring.close();
        schedStat.close();
    }
}

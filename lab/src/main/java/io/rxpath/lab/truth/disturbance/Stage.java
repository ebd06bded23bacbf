package io.rxpath.lab.truth.disturbance;

import java.util.BitSet;

/**
 * What a disturbance may touch.
 *
 * @param pollTid the poll thread, as the kernel numbers it
 * @param receiverCpu the CPU it is pinned to
 * @param otherCpu the sender's
 * @param thirdCpu one that neither uses; -1 where there is none
 * @param clock steps the receiver's idea of the realtime clock; null where this receiver has no such seam
 */
public record Stage(int pollTid, int receiverCpu, int otherCpu, int thirdCpu, ClockSeam clock) {
    /** The receiver's CPU alone. */
    public BitSet pinned() {
        BitSet cpus = new BitSet();
        cpus.set(receiverCpu);
        return cpus;
    }

    /** The sender's CPU alone. */
    public BitSet elsewhere() {
        BitSet cpus = new BitSet();
        cpus.set(otherCpu);
        return cpus;
    }

    /** Both. */
    public BitSet both() {
        BitSet cpus = pinned();
        cpus.set(otherCpu);
        return cpus;
    }
}

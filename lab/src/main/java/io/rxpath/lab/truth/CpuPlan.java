package io.rxpath.lab.truth;

import java.util.BitSet;

import io.rxpath.linux.LinuxException;

/**
 * Who runs on which CPU.
 *
 * @param receiver the poll thread's, which nobody else uses
 * @param other the sender's, the helpers' and the oracle's
 * @param third one more; -1 where there is none
 * @param caveat what is to be known of the choice, for a person; empty where there is nothing
 */
record CpuPlan(int receiver, int other, int third, String caveat) {
    /**
     * The plan for the CPUs of {@code allowed}, at least two, by a look at them that takes some tenths of a second.
     *
     * @return with the highest as receiver where the look is refused
     */
    static CpuPlan of(BitSet allowed) {
        try {
            return of(allowed, IdleSight.visible(allowed));
        } catch (LinuxException refused) {
            return of(allowed, allowed, "whose idle task perf sees is not known: " + refused.getMessage());
        }
    }

    /** The plan where the idle tasks of {@code visible} are seen by perf. */
    static CpuPlan of(BitSet allowed, BitSet visible) {
        BitSet hidden = (BitSet) allowed.clone();
        hidden.andNot(visible);
        String caveat = hidden.isEmpty()
                ? ""
                : "perf sees no idle task on " + (hidden.cardinality() > 1 ? "CPUs " : "CPU ") + list(hidden);
        return of(allowed, visible, caveat);
    }

    /** The highest CPU that is visible receives, the highest of all where none is; the lowest other one does the rest. */
    private static CpuPlan of(BitSet allowed, BitSet visible, String caveat) {
        BitSet candidates = (BitSet) allowed.clone();
        candidates.and(visible);
        int receiver = (candidates.isEmpty() ? allowed : candidates).length() - 1;
        BitSet others = (BitSet) allowed.clone();
        others.clear(receiver);
        int other = others.nextSetBit(0);
        return new CpuPlan(receiver, other, others.nextSetBit(other + 1), caveat);
    }

    /** All of {@code allowed} but the receiver's. */
    BitSet others(BitSet allowed) {
        BitSet others = (BitSet) allowed.clone();
        others.clear(receiver);
        return others;
    }

    private static String list(BitSet cpus) {
        String set = cpus.toString();
        return set.substring(1, set.length() - 1);
    }
}

package io.rxpath.lab;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

import io.rxpath.linux.LinuxException;

/**
 * Who runs on which CPU.
 *
 * @param receiver the poll thread's, which nobody else uses
 * @param other the sender's, the helpers' and the oracle's
 * @param third one more; -1 where there is none
 * @param caveat what is to be known of the choice, for a person; empty where there is nothing
 */
public record CpuPlan(int receiver, int other, int third, String caveat) {
    /**
     * The plan for the CPUs of {@code allowed}, at least two, by a look at them that takes some tenths of a second.
     *
     * @return with the highest as receiver where the look is refused
     */
    public static CpuPlan of(BitSet allowed) {
        try {
            return of(allowed, IdleSight.look(allowed));
        } catch (LinuxException refused) {
            return of(allowed, allowed, "whose idle task perf sees is not known: " + refused.getMessage());
        }
    }

    /**
     * The plan by what was seen: the highest CPU whose idle task is seen receives; where there is none the highest of those
     * that were too busy to tell, and then the highest of all. The lowest other one does the rest.
     */
    static CpuPlan of(BitSet allowed, IdleSight.Sight sight) {
        BitSet hidden = (BitSet) allowed.clone();
        hidden.and(sight.hidden());
        BitSet busy = without(without(allowed, sight.seen()), hidden);
        List<String> caveats = new ArrayList<>();
        if (!hidden.isEmpty()) {
            caveats.add("perf sees no idle task on " + list(hidden));
        }
        if (!busy.isEmpty()) {
            caveats.add("too busy to see it idle: " + list(busy));
        }
        BitSet candidates = (BitSet) allowed.clone();
        candidates.and(sight.seen());
        return of(allowed, candidates.isEmpty() ? busy : candidates, String.join("; ", caveats));
    }

    private static CpuPlan of(BitSet allowed, BitSet candidates, String caveat) {
        int receiver = (candidates.isEmpty() ? allowed : candidates).length() - 1;
        BitSet others = (BitSet) allowed.clone();
        others.clear(receiver);
        int other = others.nextSetBit(0);
        return new CpuPlan(receiver, other, others.nextSetBit(other + 1), caveat);
    }

    /** All of {@code allowed} but the receiver's. */
    public BitSet others(BitSet allowed) {
        BitSet others = (BitSet) allowed.clone();
        others.clear(receiver);
        return others;
    }

    private static BitSet without(BitSet cpus, BitSet some) {
        BitSet rest = (BitSet) cpus.clone();
        rest.andNot(some);
        return rest;
    }

    private static String list(BitSet cpus) {
        String set = cpus.toString();
        return (cpus.cardinality() > 1 ? "CPUs " : "CPU ") + set.substring(1, set.length() - 1);
    }
}

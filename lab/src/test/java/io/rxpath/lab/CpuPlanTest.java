package io.rxpath.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.BitSet;

import org.junit.jupiter.api.Test;

class CpuPlanTest {
    private static BitSet cpus(int... numbers) {
        BitSet cpus = new BitSet();
        for (int cpu : numbers) {
            cpus.set(cpu);
        }
        return cpus;
    }

    /** The plan where all of {@code allowed} that are not seen are hidden. */
    private static CpuPlan plan(BitSet allowed, BitSet seen) {
        BitSet hidden = (BitSet) allowed.clone();
        hidden.andNot(seen);
        return CpuPlan.of(allowed, new IdleSight.Sight(seen, hidden));
    }

    @Test
    void theHighestCpuReceivesWhereAllAreSeen() {
        assertEquals(new CpuPlan(1, 0, -1, ""), plan(cpus(0, 1), cpus(0, 1)));
        assertEquals(new CpuPlan(7, 2, 3, ""), plan(cpus(2, 3, 7), cpus(2, 3, 7)));
    }

    @Test
    void aHiddenIdleTaskPassesTheReceiverToTheNextLowerCpu() {
        assertEquals(new CpuPlan(0, 1, -1, "perf sees no idle task on CPU 1"), plan(cpus(0, 1), cpus(0)));
        assertEquals(new CpuPlan(3, 2, 7, "perf sees no idle task on CPU 7"),
                plan(cpus(2, 3, 7), cpus(2, 3)));
        assertEquals(new CpuPlan(2, 3, 7, "perf sees no idle task on CPUs 3, 7"),
                plan(cpus(2, 3, 7), cpus(2)));
    }

    @Test
    void aHiddenIdleTaskElsewhereChangesNothing() {
        assertEquals(new CpuPlan(3, 0, 1, "perf sees no idle task on CPU 0"),
                plan(cpus(0, 1, 3), cpus(1, 3)));
    }

    @Test
    void theHighestReceivesWhereNoneIsSeen() {
        assertEquals(new CpuPlan(1, 0, -1, "perf sees no idle task on CPUs 0, 1"), plan(cpus(0, 1), cpus()));
    }

    @Test
    void aBusyCpuIsBetterThanAHiddenOneAndWorseThanOneThatIsSeen() {
        assertEquals(new CpuPlan(0, 1, -1, "perf sees no idle task on CPU 1; too busy to see it idle: CPU 0"),
                CpuPlan.of(cpus(0, 1), new IdleSight.Sight(cpus(), cpus(1))));
        assertEquals(new CpuPlan(1, 0, 2, "too busy to see it idle: CPUs 0, 2"),
                CpuPlan.of(cpus(0, 1, 2), new IdleSight.Sight(cpus(1), cpus())));
        assertEquals(new CpuPlan(1, 0, -1, "too busy to see it idle: CPUs 0, 1"),
                CpuPlan.of(cpus(0, 1), new IdleSight.Sight(cpus(), cpus())));
    }

    @Test
    void whatMayNotBeUsedIsNotChosen() {
        assertEquals(new CpuPlan(4, 2, -1, ""), plan(cpus(2, 4), cpus(0, 2, 4, 9)));
    }

    @Test
    void theOthersAreAllButTheReceivers() {
        BitSet allowed = cpus(0, 1, 2);
        assertEquals(cpus(0, 2), plan(allowed, cpus(1)).others(allowed));
        assertEquals(cpus(0, 1, 2), allowed);
    }
}

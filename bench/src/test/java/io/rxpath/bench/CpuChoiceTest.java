package io.rxpath.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;

import io.rxpath.lab.CpuPlan;
import io.rxpath.linux.CpuAffinity;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CpuChoiceTest {
    private final BitSet allowed = CpuAffinity.allowed();

    private static CpuChoice choice(String... arguments) {
        CpuChoice choice = new CpuChoice();
        new CommandLine(choice).parseArgs(arguments);
        return choice;
    }

    @Test
    void whatIsAskedForIsTaken() {
        Assumptions.assumeTrue(allowed.cardinality() >= 2, "one CPU only: there is nothing to choose");
        int low = allowed.nextSetBit(0);
        int high = allowed.length() - 1;
        CpuPlan plan = choice("--cpu", "" + low, "--sender-cpu", "" + high).plan(allowed);
        assertEquals(low, plan.receiver());
        assertEquals(high, plan.other());
        for (int cpu : new int[]{low, high}) {
            CpuPlan receiver = choice("--cpu", "" + cpu).plan(allowed);
            assertEquals(cpu, receiver.receiver());
            assertNotEquals(cpu, receiver.other());
            CpuPlan sender = choice("--sender-cpu", "" + cpu).plan(allowed);
            assertEquals(cpu, sender.other());
            assertNotEquals(cpu, sender.receiver());
        }
    }

    @Test
    void whatCannotBeIsRefused() {
        Assumptions.assumeTrue(allowed.cardinality() >= 2, "one CPU only: there is nothing to choose");
        int low = allowed.nextSetBit(0);
        assertTrue(refusal("--cpu", "4000").contains("--cpu 4000 is none of the CPUs"));
        assertTrue(refusal("--sender-cpu=-2").contains("--sender-cpu -2 is none"));
        assertTrue(refusal("--cpu", "" + low, "--sender-cpu", "" + low).contains("cannot both run on CPU"));
    }

    private String refusal(String... arguments) {
        return assertThrows(BenchException.class, () -> choice(arguments).plan(allowed)).getMessage();
    }
}

package io.rxpath.lab.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.Optional;

import io.rxpath.lab.CpuPlan;
import io.rxpath.linux.LinuxException;
import org.junit.jupiter.api.Test;

class TruthRunTest {
    @Test
    void anOrdinaryUserIsRefusedInOneSentence() {
        RuntimeException refused = TruthRun.refusal(false, 2).orElseThrow();
        assertTrue(assertInstanceOf(LinuxException.class, refused).isPermission());
        assertTrue(refused.getMessage().contains("sudo"), refused.getMessage());
        assertEquals(1, refused.getMessage().lines().count());
    }

    @Test
    void oneCpuIsTooFew() {
        assertTrue(TruthRun.refusal(true, 1).orElseThrow().getMessage().contains("one CPU"));
        assertEquals(Optional.empty(), TruthRun.refusal(true, 2));
    }

    @Test
    void theMachineSaysWhereTheReceiverIsAndWhatIsHidden() {
        BitSet allowed = BitSet.valueOf(new long[]{3});
        String seen = TruthRun.machine(allowed, new CpuPlan(1, 0, -1, ""));
        assertTrue(seen.contains("CPUs {0, 1}, the receiver on CPU 1, Java "), seen);
        String hidden = TruthRun.machine(allowed, new CpuPlan(0, 1, -1, "perf sees no idle task on CPU 1"));
        assertTrue(hidden.endsWith("; perf sees no idle task on CPU 1"), hidden);
    }
}

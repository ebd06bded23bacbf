package io.rxpath.lab.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;

import io.rxpath.linux.CpuAffinity;
import io.rxpath.linux.Libc;
import io.rxpath.linux.LinuxException;
import io.rxpath.linux.Namespaces;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class IdleSightTest {
    @Test
    @Timeout(60)
    void itLooksAtTheCpusItIsAskedForAndLeavesTheCallersAffinityAlone() {
        Assumptions.assumeTrue(Libc.geteuid() == 0 && Namespaces.initialUserNamespace(),
                "perf records of other tasks need root");
        BitSet allowed = CpuAffinity.allowed();
        BitSet visible;
        try {
            visible = IdleSight.visible(allowed);
        } catch (LinuxException refused) {
            Assumptions.abort("no perf records here: " + refused.getMessage());
            return;
        }
        // Which ones depends on the kernel, and on who else is busy.
        BitSet unasked = (BitSet) visible.clone();
        unasked.andNot(allowed);
        assertTrue(unasked.isEmpty(), visible::toString);
        assertEquals(allowed, CpuAffinity.allowed());
        assertEquals(new BitSet(), IdleSight.visible(new BitSet()));
    }
}

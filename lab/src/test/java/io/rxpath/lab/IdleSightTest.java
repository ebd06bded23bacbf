package io.rxpath.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
        IdleSight.Sight sight;
        try {
            sight = IdleSight.look(allowed);
        } catch (LinuxException refused) {
            Assumptions.abort("no perf records here: " + refused.getMessage());
            return;
        }
        // Which ones are seen depends on the kernel, and on who else is busy.
        BitSet unasked = (BitSet) sight.seen().clone();
        unasked.or(sight.hidden());
        unasked.andNot(allowed);
        assertTrue(unasked.isEmpty(), sight::toString);
        assertFalse(sight.seen().intersects(sight.hidden()), sight::toString);
        assertEquals(allowed, CpuAffinity.allowed());
        assertEquals(new IdleSight.Sight(new BitSet(), new BitSet()), IdleSight.look(new BitSet()));
    }
}

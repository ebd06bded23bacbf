package io.rxpath.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rxpath.linux.CpuAffinity;
import org.junit.jupiter.api.Test;

class CoreWatchTest {
    @Test
    void listsOfCpusAreRead() {
        for (int cpu : new int[]{1, 2, 3, 6}) {
            assertTrue(CoreWatch.contains("1-3,6\n", cpu), "CPU " + cpu);
        }
        for (int cpu : new int[]{0, 4, 5, 7, 13}) {
            assertFalse(CoreWatch.contains("1-3,6\n", cpu), "CPU " + cpu);
        }
        assertFalse(CoreWatch.contains("\n", 0));
        assertFalse(CoreWatch.contains("(null)\n", 1));
    }

    @Test
    void aCoreIsDescribed() {
        int cpu = CpuAffinity.allowed().nextSetBit(0);
        String sentence = CoreWatch.of(cpu).sentence();
        assertTrue(sentence.contains("isolated") && sentence.contains("tick"), sentence);
        assertEquals(4, sentence.split(", ").length, sentence);
    }
}

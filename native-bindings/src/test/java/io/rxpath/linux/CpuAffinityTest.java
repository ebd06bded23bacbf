package io.rxpath.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;

import org.junit.jupiter.api.Test;

class CpuAffinityTest {
    @Test
    void aPinnedThreadRunsOnItsCpuAndTheOthersDoNot() throws Exception {
        BitSet before = CpuAffinity.allowed();
        TestThread.run(() -> {
            for (int cpu = before.nextSetBit(0); cpu >= 0; cpu = before.nextSetBit(cpu + 1)) {
                CpuAffinity.pin(cpu);
                assertEquals(cpu, CpuAffinity.currentCpu());
                BitSet only = new BitSet();
                only.set(cpu);
                assertEquals(only, CpuAffinity.allowed());
                assertEquals(String.valueOf(cpu), status());
            }
            CpuAffinity.set(before);
            assertEquals(before, CpuAffinity.allowed());
        });
        assertEquals(before, CpuAffinity.allowed());
    }

    @Test
    void aCpuThatIsNotThereIsRefusedWithThoseThatAre() throws Exception {
        BitSet before = CpuAffinity.allowed();
        for (int cpu : new int[]{1000, 5000}) {
            LinuxException absent = assertThrows(LinuxException.class, () -> CpuAffinity.pin(cpu));
            assertTrue(absent.is(Errno.EINVAL), absent.getMessage());
            assertTrue(absent.getMessage().contains("sched_setaffinity(CPU " + cpu + ")"),
                    absent.getMessage());
            String online = Files.readString(Path.of("/sys/devices/system/cpu/online")).strip();
            assertTrue(absent.getMessage().contains("online are " + online), absent.getMessage());
        }
        assertThrows(IllegalArgumentException.class, () -> CpuAffinity.pin(-1));
        assertThrows(IllegalArgumentException.class, () -> CpuAffinity.pin(Integer.MAX_VALUE));
        assertThrows(LinuxException.class, () -> CpuAffinity.set(new BitSet()));
        assertEquals(before, CpuAffinity.allowed());
    }

    private static String status() throws Exception {
        return ThreadStatus.value("Cpus_allowed_list");
    }
}

package io.rxpath.lab.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;

class ProcessMemoryTest {
    @Test
    void fieldsAreKilobytes() {
        String status = "VmPeak:\t 5000 kB\nVmRSS:\t    1234 kB\nRssAnon:\t 1000 kB\n";
        assertEquals(1234 << 10, ProcessMemory.field(status, "VmRSS"));
        assertEquals(0, ProcessMemory.field(status, "RssFile"));
    }

    @Test
    void onlyMappingsOfTheFolderCount() {
        String maps = """
                7f0000000000-7f0000400000 rw-s 00000000 fe:00 11   /j/journal/20261121.cq4
                7f0000400000-7f0000420000 rw-s 00000000 fe:00 12   /j/journal/metadata.cq4t
                7f0000500000-7f0000600000 rw-s 00000000 fe:00 13   /j/journal2/20261121.cq4
                7f0000600000-7f0000700000 rw-p 00000000 00:00 0
                """;
        assertEquals(0x420000, ProcessMemory.mapped(maps, "/j/journal"));
    }

    @Test
    void thisProcessHasSome() {
        MemorySample sample = ProcessMemory.sample(1.5, Path.of("/no/such"));
        assertTrue(sample.residentBytes() > sample.anonymousBytes() && sample.anonymousBytes() > 0,
                sample::toString);
        assertEquals(0, sample.mappedBytes());
    }
}

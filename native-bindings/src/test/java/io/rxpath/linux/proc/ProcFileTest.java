package io.rxpath.linux.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcFileTest {
    @Test
    void aNumberOfTheKernelIsReadWhole() throws Exception {
        Path file = Path.of("/proc/sys/kernel/pid_max");
        Process cat = new ProcessBuilder("cat", file.toString()).start();
        String wanted = new String(cat.getInputStream().readAllBytes());
        assertTrue(wanted.length() > 2, wanted);
        assertEquals(wanted, ProcFile.read(file));
    }

    @Test
    void filesOfAnySizeAreWhole(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("file");
        for (int size : new int[]{0, 1, 65535, 65536, 65537, 300_000}) {
            String text = "x".repeat(size);
            Files.writeString(file, text);
            assertEquals(text, ProcFile.read(file));
        }
    }

    @Test
    void aMissingFileIsSaid() {
        assertThrows(NoSuchFileException.class, () -> ProcFile.read(Path.of("/proc/nothing-of-the-kind")));
    }
}

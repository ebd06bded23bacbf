package io.rxpath.lab.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

import io.rxpath.linux.proc.ProcFile;

/** Reads this process's memory from {@code /proc/self}. */
final class ProcessMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path MAPS = Path.of("/proc/self/maps");

    private ProcessMemory() {
    }

    /** The memory now. */
    static MemorySample sample(double atSeconds, Path journal) {
        try {
            String status = ProcFile.read(STATUS);
            Runtime runtime = Runtime.getRuntime();
            return new MemorySample(atSeconds, field(status, "VmRSS"), field(status, "RssAnon"),
                    runtime.totalMemory() - runtime.freeMemory(),
                    mapped(ProcFile.read(MAPS), journal.toAbsolutePath().toString()));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** A field of proc_pid_status(5), which tells kB, in bytes; 0 where this kernel has none of the name. */
    static long field(String status, String name) {
        return status.lines().filter(line -> line.startsWith(name + ":")).findFirst()
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10).orElse(0L);
    }

    /** Bytes of the mappings of files below a folder (proc_pid_maps(5)). */
    static long mapped(String maps, String folder) {
        return maps.lines().filter(line -> line.contains(" " + folder + "/")).mapToLong(line -> {
            int dash = line.indexOf('-');
            return Long.parseUnsignedLong(line, dash + 1, line.indexOf(' '), 16)
                    - Long.parseUnsignedLong(line, 0, dash, 16);
        }).sum();
    }
}

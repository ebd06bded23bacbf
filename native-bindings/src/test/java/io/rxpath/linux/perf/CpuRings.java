package io.rxpath.linux.perf;

import io.rxpath.linux.Errno;
import io.rxpath.linux.LinuxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One tracepoint on every processor. */
final class CpuRings implements AutoCloseable {
    private static final int PAGES = 64;

    private final List<TracepointRing> rings = new ArrayList<>();

    CpuRings(int eventId, String filter, boolean raw) {
        for (int cpu = 0; Files.exists(Path.of("/sys/devices/system/cpu/cpu" + cpu)); cpu++) {
            try {
                rings.add(TracepointRing.ofCpu(eventId, cpu, filter, raw, PAGES));
            } catch (LinuxException refused) {
                if (!refused.is(Errno.ENODEV)) {
                    close();
                    throw refused;
                }
            }
        }
    }

    /** Reads what has come since the last time, and returns how many records that were. */
    int drain(Consumer<TracepointRing> each) {
        int records = 0;
        for (TracepointRing ring : rings) {
            while (ring.next()) {
                each.accept(ring);
                records++;
            }
        }
        return records;
    }

    long lostNow() {
        return rings.stream().mapToLong(TracepointRing::lostNow).sum();
    }

    @Override
    public void close() {
        rings.forEach(TracepointRing::close);
    }
}

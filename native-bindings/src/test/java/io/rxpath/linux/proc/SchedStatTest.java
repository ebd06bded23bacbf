package io.rxpath.linux.proc;

import static io.rxpath.linux.PrivateNetwork.onThread;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.rxpath.linux.Errno;
import io.rxpath.linux.Libc;
import io.rxpath.linux.LinuxException;
import io.rxpath.linux.Rival;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchedStatTest {
    private static final long PATIENCE_NS = 8_000_000_000L;

    @Test
    void waitingBehindARivalMovesIt() {
        onThread(() -> Rival.besideMe(() -> {
            try (SchedStat stat = SchedStat.open()) {
                long waited = stat.waitNs();
                long ran = stat.runNs();
                long slices = stat.timeslices();
                long end = System.nanoTime() + PATIENCE_NS;
                while (stat.waitNs() - waited < 10_000_000 && System.nanoTime() < end) {
                    stat.read();
                }
                assertTrue(stat.waitNs() - waited >= 10_000_000, stat.waitNs() - waited + " ns waited");
                assertTrue(stat.runNs() > ran);
                assertTrue(stat.timeslices() > slices);
            }
        }));
    }

    @Test
    void agreesWithTheTextOfTheThread() {
        onThread(() -> {
            try (SchedStat stat = SchedStat.open()) {
                for (int i = 0; i < 50; i++) {
                    Libc.usleep(200);
                    long[] before = text();
                    stat.read();
                    long[] now = {stat.runNs(), stat.waitNs(), stat.timeslices()};
                    long[] after = text();
                    for (int field = 0; field < 3; field++) {
                        assertTrue(before[field] <= now[field] && now[field] <= after[field],
                                Arrays.toString(before) + Arrays.toString(now) + Arrays.toString(after));
                    }
                    assertTrue(now[0] > 0 && now[2] > 0);
                }
            }
        });
    }

    private static long[] text() throws IOException {
        String text = Files.readString(Path.of("/proc/self/task/" + Libc.gettid() + "/schedstat"));
        return Arrays.stream(text.strip().split(" ")).mapToLong(Long::parseLong).toArray();
    }

    @Test
    void readingAllocatesNothingOnceCompiled() {
        onThread(() -> {
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            try (SchedStat stat = SchedStat.open()) {
                int quietRounds = 0;
                long allocated = 0;
                for (long end = System.nanoTime() + PATIENCE_NS; quietRounds < 5
                        && System.nanoTime() < end;) {
                    long before = threads.getCurrentThreadAllocatedBytes();
                    for (int i = 0; i < 2000; i++) {
                        stat.read();
                    }
                    allocated = threads.getCurrentThreadAllocatedBytes() - before;
                    quietRounds = allocated == 0 ? quietRounds + 1 : 0;
                }
                assertEquals(5, quietRounds, allocated + " bytes in the last 2000 readings");
            }
        });
    }

    @Test
    void numbersOfAnyLengthAndAnEmptyFile(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("schedstat");
        Files.writeString(file, "9223372036854775807 0 12\n");
        try (SchedStat stat = SchedStat.open(file.toString())) {
            assertEquals(Long.MAX_VALUE, stat.runNs());
            assertEquals(0, stat.waitNs());
            assertEquals(12, stat.timeslices());
            Files.writeString(file, "");
            stat.read();
            assertEquals(0, stat.runNs() + stat.waitNs() + stat.timeslices());
        }
    }

    @Test
    void aMissingFileAndAnEndedThreadAreSentences() {
        LinuxException missing = assertThrows(LinuxException.class,
                () -> SchedStat.open("/nowhere/schedstat"));
        assertTrue(missing.is(Errno.ENOENT));
        assertTrue(missing.getMessage().contains("mount /proc"), missing.getMessage());

        AtomicReference<SchedStat> left = new AtomicReference<>();
        onThread(() -> left.set(SchedStat.open()));
        try (SchedStat stat = left.get()) {
            LinuxException ended = assertThrows(LinuxException.class, () -> {
                for (int i = 0; i < 1000; i++) {
                    stat.read();
                    Libc.usleep(1000);
                }
            });
            assertTrue(ended.is(Errno.ESRCH), ended.getMessage());
        }
    }

    @Test
    void closedTwiceAndReadNoMore() {
        SchedStat stat = SchedStat.open();
        stat.close();
        stat.close();
        assertThrows(IllegalStateException.class, stat::read);
    }
}

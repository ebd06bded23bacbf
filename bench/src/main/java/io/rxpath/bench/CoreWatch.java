package io.rxpath.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import io.rxpath.linux.proc.ProcFile;

/**
 * What the receiver's core was like while a benchmark ran: set apart from the others or not, and what was taken from it.
 * Sources: sysfs-devices-system-cpu of the kernel's ABI documents, proc_stat(5), Documentation/scheduler/sched-stats.
 */
final class CoreWatch {
    private static final Path CPUS = Path.of("/sys/devices/system/cpu");
    private static final Path STAT = Path.of("/proc/stat");
    private static final Path SCHEDSTAT = Path.of("/proc/schedstat");
    /** Column of /proc/stat, the name counted: what the hypervisor gave to others. */
    private static final int STEAL = 8;
    /** Column of /proc/schedstat, the name counted: how long runnable tasks waited for the CPU, ns. */
    private static final int WAITED = 8;
    private static final String NO_LIST = "(null)";
    /** USER_HZ. */
    private static final double TICKS_PER_SECOND = 100;

    private final int cpu;
    private final long beganNs = System.nanoTime();
    private final long stealTicks;
    private final long waitedNs;

    private CoreWatch(int cpu) {
        this.cpu = cpu;
        stealTicks = column(STAT, STEAL);
        waitedNs = column(SCHEDSTAT, WAITED);
    }

    /** Begins to watch. */
    static CoreWatch of(int cpu) {
        return new CoreWatch(cpu);
    }

    /** What was found until now, without a full stop. */
    String sentence() {
        double seconds = (System.nanoTime() - beganNs) / 1e9;
        return listed("isolated", "isolated") + ", " + listed("nohz_full", "without a tick (nohz_full)")
                + ", " + waited() + ", " + stolen(seconds);
    }

    private String listed(String name, String word) {
        Path file = CPUS.resolve(name);
        try {
            // A kernel that cannot do it has no such file.
            return (Files.exists(file) && contains(ProcFile.read(file), cpu) ? "" : "not ") + word;
        } catch (IOException unreadable) {
            return "whether " + word + " is not known";
        }
    }

    private String waited() {
        long nowNs = column(SCHEDSTAT, WAITED);
        return waitedNs < 0 || nowNs < 0
                ? "whether others wanted it is not known"
                : String.format(Locale.ROOT, "tasks waited %.1f ms for it", (nowNs - waitedNs) / 1e6);
    }

    private String stolen(double seconds) {
        long now = column(STAT, STEAL);
        return stealTicks < 0 || now < 0
                ? "whether the hypervisor took it is not known"
                : String.format(Locale.ROOT, "the hypervisor took %.2f %% of it",
                        (now - stealTicks) / TICKS_PER_SECOND / seconds * 100);
    }

    /** Whether a list such as {@code 1-3,6} contains a CPU; an empty one is written {@code (null)} by some kernels. */
    static boolean contains(String list, int cpu) {
        for (String part : list.strip().split(",")) {
            if (!part.isBlank() && !part.equals(NO_LIST)) {
                String[] ends = part.strip().split("-");
                if (Integer.parseInt(ends[0]) <= cpu && cpu <= Integer.parseInt(ends[ends.length - 1])) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A column of the CPU's own line; -1 where there is none. */
    private long column(Path file, int column) {
        try {
            for (String line : ProcFile.read(file).split("\n")) {
                String[] words = line.split(" +");
                if (words[0].equals("cpu" + cpu) && words.length > column) {
                    return Long.parseLong(words[column]);
                }
            }
        } catch (IOException | NumberFormatException unreadable) {
            // Said as not known.
        }
        return -1;
    }
}

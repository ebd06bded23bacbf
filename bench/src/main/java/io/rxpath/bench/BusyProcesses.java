package io.rxpath.bench;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import io.rxpath.linux.Libc;
import io.rxpath.linux.proc.ProcFile;

/**
 * The processes that take more than half a CPU from a benchmark which is about to begin, as a spinning one that an earlier
 * run left behind. Read only; this process and what it started do not count. Source: proc_pid_stat(5).
 */
final class BusyProcesses {
    private static final Path PROC = Path.of("/proc");
    private static final long LOOK_MS = 200;
    private static final double SHARE = 0.5;
    /** USER_HZ. */
    private static final double TICKS_PER_SECOND = 100;
    private static final int MOST_NAMED = 5;
    /** Fields behind the name, counted from 0: the parent, utime, stime, when it began. */
    private static final int PARENT = 1;
    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int BEGAN = 19;

    private BusyProcesses() {
    }

    /** What is known of a process at one time: CPU time and when it began, both in ticks. */
    record Look(String name, long parent, long began, long ticks) {
    }

    /** A process and the share of one CPU that it had. */
    record Busy(long pid, String name, double share) {
    }

    /** Looks for some tenths of a second. What was found, without a full stop. */
    static String sentence() {
        try {
            Map<Long, Look> before = look(PROC);
            long beganNs = System.nanoTime();
            Thread.sleep(LOOK_MS); // the time over which shares are measured
            Map<Long, Look> after = look(PROC);
            return sentence(between(before, after, (System.nanoTime() - beganNs) / 1e9, Libc.getpid()));
        } catch (IOException unreadable) {
            return "whether other processes were busy is not known";
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted while busy processes were looked for", interrupted);
        }
    }

    /** What of {@code busy} is said. */
    static String sentence(List<Busy> busy) {
        if (busy.isEmpty()) {
            return "no other process was busy when it began";
        }
        String named = busy
                .stream().limit(MOST_NAMED).map(each -> String.format(Locale.ROOT,
                        "%s (process %d) had %.0f %% of a CPU", each.name, each.pid, each.share * 100))
                .collect(Collectors.joining(", "));
        return "others wanted CPUs when it began: " + named
                + (busy.size() > MOST_NAMED ? " and " + (busy.size() - MOST_NAMED) + " more" : "");
    }

    /** The processes that {@code proc} shows now. */
    static Map<Long, Look> look(Path proc) throws IOException {
        Map<Long, Look> looks = new HashMap<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path folder : folders) {
                try {
                    looks.put(Long.parseLong(folder.getFileName().toString()),
                            parse(ProcFile.read(folder.resolve("stat"))));
                } catch (IOException | RuntimeException ended) {
                    // A process that has ended meanwhile takes nothing.
                }
            }
        } catch (DirectoryIteratorException unreadable) {
            throw unreadable.getCause();
        }
        return looks;
    }

    private static Look parse(String stat) {
        // The name stands in brackets and may hold blanks and brackets itself.
        int end = stat.lastIndexOf(')');
        String[] fields = stat.substring(end + 2).split(" ");
        return new Look(stat.substring(stat.indexOf('(') + 1, end), Long.parseLong(fields[PARENT]),
                Long.parseLong(fields[BEGAN]), Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM]));
    }

    /**
     * Who had more than half a CPU between two looks, the busiest first.
     *
     * @param seconds the time between them
     * @param own the process that does not count, nor do those it started
     */
    static List<Busy> between(Map<Long, Look> before, Map<Long, Look> after, double seconds, long own) {
        List<Busy> busy = new ArrayList<>();
        after.forEach((pid, now) -> {
            Look then = before.get(pid);
            if (then != null && then.began == now.began && !descends(pid, own, after)) {
                double share = (now.ticks - then.ticks) / TICKS_PER_SECOND / seconds;
                if (share > SHARE) {
                    busy.add(new Busy(pid, now.name, share));
                }
            }
        });
        busy.sort(Comparator.comparingDouble(Busy::share).reversed().thenComparingLong(Busy::pid));
        return busy;
    }

    private static boolean descends(long pid, long ancestor, Map<Long, Look> looks) {
        long at = pid;
        // Looks are not of one moment, so that parents could lead in a circle.
        for (int steps = 0; steps <= looks.size(); steps++) {
            if (at == ancestor) {
                return true;
            }
            Look look = looks.get(at);
            if (look == null) {
                return false;
            }
            at = look.parent;
        }
        return false;
    }
}

package io.rxpath.poller;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

import io.rxpath.linux.CpuAffinity;
import io.rxpath.linux.perf.TracepointRing;
import io.rxpath.linux.proc.KernelSymbols;
import io.rxpath.linux.tracing.Tracefs;

/**
 * Opens kernel witnesses: perf rings on the tracepoints that every packet passes on its way from the driver into the
 * stack (include/trace/events/net.h). Used by the housekeeping thread; needs CAP_PERFMON and, for the tracepoints'
 * numbers, a readable tracefs.
 */
public final class KernelWitnessOpener implements KernelWitnesses.WitnessFactory {
    private static final String[] DELIVERIES = {"napi_gro_receive_entry", "napi_gro_frags_entry"};
    private static final String NOT_SOFTIRQ = "!(common_flags & 16)";
    /** Room for 16,000 packets between two calls. */
    private static final int OWN_PAGES = 64;
    /** Room for some 2,500 packets of others on a CPU between two batches of ours. */
    private static final int OTHERS_PAGES = 64;
    private static final int TIMER_PAGES = 8;

    @Override
    public KernelWitness open(WitnessLevel level, int napiId, int pollThreadTid) {
        int[] deliveries = Tracefs.onOwnThread(tracefs -> {
            int[] ids = new int[DELIVERIES.length];
            for (int i = 0; i < ids.length; i++) {
                ids[i] = tracefs.eventId("net", DELIVERIES[i]);
            }
            return ids;
        });
        List<TracepointRing> opened = new ArrayList<>();
        try {
            String ours = "napi_id == " + napiId;
            List<TracepointRing> own = new ArrayList<>();
            for (int event : deliveries) {
                own.add(keep(opened, TracepointRing.ofThread(pollThreadTid, event,
                        ours + " && " + NOT_SOFTIRQ, false, OWN_PAGES)));
            }
            List<TracepointRing> others = new ArrayList<>();
            List<TracepointRing> timers = new ArrayList<>();
            if (level == WitnessLevel.FULL) {
                openOthers(deliveries,
                        ours + " && (common_flags & 16 || common_pid != " + pollThreadTid + ")", opened,
                        others, timers);
            }
            return new KernelWitness(level, napiId, pollThreadTid, own.toArray(TracepointRing[]::new),
                    others.toArray(TracepointRing[]::new), timers.toArray(TracepointRing[]::new),
                    softirqThreads());
        } catch (RuntimeException refused) {
            opened.forEach(TracepointRing::close);
            throw refused;
        }
    }

    private static void openOthers(int[] deliveries, String filter, List<TracepointRing> opened,
            List<TracepointRing> others, List<TracepointRing> timers) {
        OptionalLong watchdog = KernelSymbols.address("napi_watchdog");
        int expiry = Tracefs.onOwnThread(tracefs -> tracefs.eventId("timer", "hrtimer_expire_entry"));
        for (int cpu : CpuAffinity.onlineCpus().stream().toArray()) {
            for (int event : deliveries) {
                others.add(keep(opened, TracepointRing.ofCpu(event, cpu, filter, true, OTHERS_PAGES)));
            }
            if (watchdog.isPresent()) {
                timers.add(keep(opened, TracepointRing.ofCpu(expiry, cpu,
                        "function == 0x" + Long.toHexString(watchdog.getAsLong()), false, TIMER_PAGES)));
            }
        }
    }

    private static TracepointRing keep(List<TracepointRing> opened, TracepointRing ring) {
        opened.add(ring);
        return ring;
    }

    /** By thread id, whether it is a CPU's softirq thread. */
    private static boolean[] softirqThreads() {
        boolean[] is = new boolean[0];
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                int pid = Integer.parseInt(process.getFileName().toString());
                if (isSoftirqThread(process)) {
                    is = java.util.Arrays.copyOf(is, Math.max(is.length, pid + 1));
                    is[pid] = true;
                }
            }
        } catch (IOException unreadable) {
            // Then its deliveries count as those of the CPU they ran on.
        }
        return is;
    }

    private static boolean isSoftirqThread(Path process) {
        try {
            return Files.readString(process.resolve("comm")).startsWith("ksoftirqd/");
        } catch (IOException ended) {
            return false;
        }
    }
}

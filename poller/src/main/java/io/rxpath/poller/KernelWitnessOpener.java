package io.rxpath.poller;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

import io.rxpath.linux.CpuAffinity;
import io.rxpath.linux.perf.LatestPassings;
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
    /** Room for 32,768 polls, some 30 ms; to write it all over costs an interrupt, so not less. */
    private static final int POLL_PAGES = 128;

    private final int pollBudget;

    /**
     * Creates the opener of one worker.
     *
     * @param pollBudget packets that one of its polls takes at most: fewer emptied the ring
     */
    public KernelWitnessOpener(int pollBudget) {
        this.pollBudget = pollBudget;
    }

    @Override
    public KernelWitness open(WitnessLevel level, int napiId, int pollThreadTid) {
        int[] deliveries = Tracefs.onOwnThread(tracefs -> {
            int[] ids = new int[DELIVERIES.length];
            for (int i = 0; i < ids.length; i++) {
                ids[i] = tracefs.eventId("net", DELIVERIES[i]);
            }
            return ids;
        });
        List<Runnable> undo = new ArrayList<>();
        try {
            WitnessRings rings = rings(level, "napi_id == " + napiId, deliveries, pollThreadTid, undo);
            return new KernelWitness(level, napiId, pollThreadTid, rings, softirqThreads());
        } catch (RuntimeException refused) {
            undo.forEach(Runnable::run);
            throw refused;
        }
    }

    private WitnessRings rings(WitnessLevel level, String ofNapi, int[] deliveries, int pollThreadTid,
            List<Runnable> undo) {
        List<TracepointRing> own = new ArrayList<>();
        for (int event : deliveries) {
            own.add(keep(undo, TracepointRing.ofThread(pollThreadTid, event, ofNapi + " && " + NOT_SOFTIRQ,
                    false, OWN_PAGES)));
        }
        List<TracepointRing> others = new ArrayList<>();
        List<TracepointRing> timers = new ArrayList<>();
        LatestPassings polls = null;
        if (level == WitnessLevel.FULL) {
            openOthers(deliveries, ofNapi + " && (common_flags & 16 || common_pid != " + pollThreadTid + ")",
                    undo, others, timers);
            int poll = Tracefs.onOwnThread(tracefs -> tracefs.eventId("napi", "napi_poll"));
            polls = LatestPassings.ofThread(pollThreadTid, poll,
                    "work < " + pollBudget + " && " + NOT_SOFTIRQ, POLL_PAGES);
            undo.add(polls::close);
        }
        return new WitnessRings(own.toArray(TracepointRing[]::new), others.toArray(TracepointRing[]::new),
                timers.toArray(TracepointRing[]::new), polls);
    }

    private static void openOthers(int[] deliveries, String filter, List<Runnable> undo,
            List<TracepointRing> others, List<TracepointRing> timers) {
        OptionalLong watchdog = KernelSymbols.address("napi_watchdog");
        int expiry = Tracefs.onOwnThread(tracefs -> tracefs.eventId("timer", "hrtimer_expire_entry"));
        for (int cpu : CpuAffinity.onlineCpus().stream().toArray()) {
            for (int event : deliveries) {
                others.add(keep(undo, TracepointRing.ofCpu(event, cpu, filter, true, OTHERS_PAGES)));
            }
            if (watchdog.isPresent()) {
                timers.add(keep(undo, TracepointRing.ofCpu(expiry, cpu,
                        "function == 0x" + Long.toHexString(watchdog.getAsLong()), false, TIMER_PAGES)));
            }
        }
    }

    private static TracepointRing keep(List<Runnable> undo, TracepointRing ring) {
        undo.add(ring::close);
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

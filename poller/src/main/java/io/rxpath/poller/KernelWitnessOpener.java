package io.rxpath.poller;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

import io.rxpath.linux.CpuAffinity;
import io.rxpath.linux.NetworkDevice;
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
    /** NET_RX_SOFTIRQ, include/linux/interrupt.h. */
    private static final String OF_NETWORK = "vec == 3";
    private static final int SOFTIRQ_PAGES = 64;
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
    public KernelWitness open(WitnessLevel level, NapiView napi, int pollThreadTid) {
        int[] deliveries = Tracefs.onOwnThread(tracefs -> {
            int[] ids = new int[DELIVERIES.length];
            for (int i = 0; i < ids.length; i++) {
                ids[i] = tracefs.eventId("net", DELIVERIES[i]);
            }
            return ids;
        });
        Opening opening = new Opening();
        try {
            open(opening, level, napi, deliveries, pollThreadTid);
            return new KernelWitness(level, napi.napiId(), pollThreadTid, opening.rings(), softirqThreads());
        } catch (RuntimeException refused) {
            opening.rings().close();
            throw refused;
        }
    }

    /** The rings opened so far. */
    private static final class Opening {
        private final List<TracepointRing> own = new ArrayList<>();
        private final List<TracepointRing> others = new ArrayList<>();
        private final List<TracepointRing> timers = new ArrayList<>();
        private final List<TracepointRing> softirqs = new ArrayList<>();
        private LatestPassings polls;

        WitnessRings rings() {
            return new WitnessRings(array(own), array(others), array(timers), array(softirqs), polls);
        }

        private static TracepointRing[] array(List<TracepointRing> rings) {
            return rings.toArray(TracepointRing[]::new);
        }
    }

    private void open(Opening opening, WitnessLevel level, NapiView napi, int[] deliveries,
            int pollThreadTid) {
        String ofNapi = "napi_id == " + napi.napiId();
        for (int event : deliveries) {
            opening.own.add(TracepointRing.ofThread(pollThreadTid, event, ofNapi + " && " + NOT_SOFTIRQ,
                    false, OWN_PAGES));
        }
        if (level != WitnessLevel.FULL) {
            return;
        }
        int poll = Tracefs.onOwnThread(tracefs -> tracefs.eventId("napi", "napi_poll"));
        opening.polls = LatestPassings.ofThread(pollThreadTid, poll,
                "work < " + pollBudget + " && " + NOT_SOFTIRQ + ofDevice(napi), POLL_PAGES);
        String ofOthers = ofNapi + " && (common_flags & 16 || common_pid != " + pollThreadTid + ")";
        int[] cpus = CpuAffinity.onlineCpus().stream().toArray();
        for (int cpu : cpus) {
            for (int event : deliveries) {
                opening.others.add(TracepointRing.ofCpu(event, cpu, ofOthers, true, OTHERS_PAGES));
            }
        }
        OptionalLong watchdog = KernelSymbols.address("napi_watchdog");
        if (watchdog.isPresent()) {
            openTimers(opening, "function == 0x" + Long.toHexString(watchdog.getAsLong()), cpus);
        }
    }

    /** The end of a poll names its device only; where that is not known, the thread has to have one NAPI. */
    private static String ofDevice(NapiView napi) {
        return NetworkDevice.name(napi.interfaceIndex()).map(name -> " && dev_name == \"" + name + "\"")
                .orElse("");
    }

    private static void openTimers(Opening opening, String ofNapis, int[] cpus) {
        int expiry = Tracefs.onOwnThread(tracefs -> tracefs.eventId("timer", "hrtimer_expire_entry"));
        int softirq = Tracefs.onOwnThread(tracefs -> tracefs.eventId("irq", "softirq_entry"));
        for (int cpu : cpus) {
            opening.timers.add(TracepointRing.ofCpu(expiry, cpu, ofNapis, false, TIMER_PAGES));
            opening.softirqs.add(TracepointRing.ofCpu(softirq, cpu, OF_NETWORK, false, SOFTIRQ_PAGES));
        }
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

package io.rxpath.linux.probe;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What this kernel and this user allow, found out by trying, and each answer with its reason. A probe changes nothing
 * that outlives it. What a probe tries belongs to the calling thread (its network namespace, its capabilities), so
 * ask on the thread that will use it; any platform thread may.
 */
public final class HostProbe {
    private final HostFiles files;

    /** Probes this host. */
    public HostProbe() {
        this(Path.of("/"));
    }

    /**
     * Reads {@code proc} and {@code sys} below another root; what is tried by system calls is still tried here.
     *
     * @param root for this host {@code /}
     */
    public HostProbe(Path root) {
        files = new HostFiles(root);
    }

    /** Every answer, in the order in which they build on each other; the platform's alone where rxpath cannot run. */
    public List<Capability> all() {
        Capability platform = platform();
        return platform.available()
                ? List.of(platform, kernel(), processors(), busyPoll(), preferBusyPoll(), busyPollBudget(),
                        switchRecords(), rseq(), netdevNetlink(), napiTimers(), userNamespaces(),
                        realtimeScheduling(), memoryLock(), tracefs())
                : List.of(platform);
    }

    /** Linux, x86-64, glibc 2.35 or newer. */
    public Capability platform() {
        Optional<String> refusal = Platform.check();
        return new Capability("platform", refusal.isEmpty(),
                refusal.orElseGet(() -> "Linux x86-64, glibc " + Platform.glibcVersion()));
    }

    /** The kernel's version; available from 6.8, the first that tells which NAPIs there are. */
    public Capability kernel() {
        String release = files.text("proc/sys/kernel/osrelease", "not told");
        Optional<Version> version = Version.parse(release);
        boolean enough = version.map(found -> found.atLeast(6, 8)).orElse(false);
        String limits = "";
        if (!enough) {
            limits = ": NAPIs cannot be listed before 6.8, so no packet can be shown to be busy-polled";
        } else if (!version.get().atLeast(6, 13)) {
            limits = ": NAPI timers are per device before 6.13";
        }
        return new Capability("kernel", enough, release + limits);
    }

    /** The processors this thread may use; available from two, so that a rival or a sender has its own. */
    public Capability processors() {
        int count = Runtime.getRuntime().availableProcessors();
        String allowed = files.field("proc/thread-self/status", "Cpus_allowed_list:");
        String isolated = files.text("sys/devices/system/cpu/isolated", "none");
        return new Capability("processors", count >= 2,
                count + " (allowed " + (allowed.isEmpty() ? "not told" : allowed) + ", isolated " + isolated
                        + ")" + (count >= 2 ? "" : ": sender and receiver share it"));
    }

    /** SO_BUSY_POLL, that is a kernel with CONFIG_NET_RX_BUSY_POLL and a user that may set it. */
    public Capability busyPoll() {
        return new BusyPollOptions().busyPoll();
    }

    /** SO_PREFER_BUSY_POLL. */
    public Capability preferBusyPoll() {
        return new BusyPollOptions().preferBusyPoll();
    }

    /** SO_BUSY_POLL_BUDGET above its default of 8. */
    public Capability busyPollBudget() {
        return new BusyPollOptions().budget();
    }

    /** PERF_RECORD_SWITCH of the own thread. */
    public Capability switchRecords() {
        return new ThreadWitnesses(files).switchRecords();
    }

    /** Restartable sequences, registered by glibc. */
    public Capability rseq() {
        return new ThreadWitnesses(files).rseq();
    }

    /** The generic netlink family {@code netdev} with napi-get. */
    public Capability netdevNetlink() {
        return new NapiSettings().netdev();
    }

    /** Per-NAPI defer-hard-irqs and gro-flush-timeout. */
    public Capability napiTimers() {
        return new NapiSettings().timers();
    }

    /** A network namespace of one's own without being root. */
    public Capability userNamespaces() {
        return new UserNamespaces(files).capability();
    }

    /** SCHED_FIFO. */
    public Capability realtimeScheduling() {
        return new ProcessRights(files).realtime();
    }

    /** mlockall(2) of the whole process. */
    public Capability memoryLock() {
        return new ProcessRights(files).memoryLock();
    }

    /** The kernel's trace events. */
    public Capability tracefs() {
        return new ProcessRights(files).tracefs();
    }
}

package io.rxpath.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What values mean something: ranges, and what must agree with what. A rule keeps silent where its value was misread. */
final class ConfigRules {
    private static final long MIN_LIMIT_NS = 1_000;
    private static final long MAX_LIMIT_NS = 1_000_000_000;
    private static final long MIN_REHEARSAL_NS = 10_000_000;
    private static final long MAX_REHEARSAL_NS = 60_000_000_000L;
    /** Characters of a name, at most. */
    static final int NAME_CHARACTERS = 64;
    private static final Pattern NAME = Pattern
            .compile("[A-Za-z0-9][A-Za-z0-9._-]{0," + (NAME_CHARACTERS - 1) + "}");

    private final Findings findings;

    private ConfigRules(Findings findings) {
        this.findings = findings;
    }

    /** Checks every rule. */
    static void check(ReceiverConfig config, Findings findings) {
        new ConfigRules(findings).receiver(config);
    }

    private void receiver(ReceiverConfig config) {
        limits(config.limits());
        new JournalRules(config.journal(), findings).check();
        cpu("rxpath.housekeeping.cpu", config.housekeeping().cpu());
        final long rehearseNs = config.start().rehearseNs();
        findings.rule(rehearseNs == 0 || rehearseNs >= MIN_REHEARSAL_NS && rehearseNs <= MAX_REHEARSAL_NS,
                "rxpath.start.rehearse", Quantity.TIME.format(rehearseNs),
                "a time from 10ms to 60s, or off,");
        final List<WorkerConfig> workers = config.workers();
        findings.rule(!workers.isEmpty(), "rxpath.workers", "an empty list", "one worker or more");
        if (findings.sound("rxpath.workers")) {
            workers(config);
        }
    }

    private void workers(ReceiverConfig config) {
        final List<WorkerConfig> workers = config.workers();
        final Map<Integer, String> workerOfCpu = new HashMap<>();
        final Map<String, String> workerNames = new HashMap<>();
        final Map<String, String> socketNames = new HashMap<>();
        final PortRules ports = new PortRules(findings);
        for (int i = 0; i < workers.size(); i++) {
            final WorkerConfig worker = workers.get(i);
            final String path = "rxpath.workers[" + i + "]";
            unique(path + ".name", worker.name(), workerNames);
            ownCpu(path, worker, workerOfCpu);
            new WorkerRules(path, worker, findings).check();
            final int sockets = findings.sound(path + ".sockets") ? worker.sockets().size() : 0;
            for (int s = 0; s < sockets; s++) {
                final String socketPath = path + ".sockets[" + s + "]";
                unique(socketPath + ".name", worker.sockets().get(s).name(), socketNames);
                new SocketRules(socketPath, worker.sockets().get(s), findings).check();
                ports.check(socketPath, worker.sockets().get(s));
            }
        }
        new FeedRules(workers, findings).check();
        final int housekeeping = config.housekeeping().cpu();
        if (housekeeping >= 0 && workerOfCpu.containsKey(housekeeping)) {
            findings.rule("rxpath.housekeeping.cpu",
                    "is " + housekeeping + ", where " + workerOfCpu.get(housekeeping)
                            + " polls: a CPU of its own, or -1 for not pinned, is wanted");
        }
    }

    private void limits(LimitsConfig limits) {
        limit("rxpath.limits.steal-floor", limits.stealFloorNs());
        limit("rxpath.limits.fast-hit", limits.fastHitNs());
        final double yield = limits.lowYieldPacketsPerMs();
        findings.rule(yield >= 0 && yield <= 1_000_000, "rxpath.limits.low-yield-packets-per-ms", yield,
                "a number of packets from 0 to 1000000");
    }

    private void limit(String path, long ns) {
        findings.rule(ns >= MIN_LIMIT_NS && ns <= MAX_LIMIT_NS, path, Quantity.TIME.format(ns),
                "a time from 1us to 1s");
    }

    private void ownCpu(String path, WorkerConfig worker, Map<Integer, String> workerOfCpu) {
        cpu(path + ".cpu", worker.cpu());
        if (worker.cpu() < 0 || !findings.sound(path + ".cpu")) {
            return;
        }
        final String other = workerOfCpu.putIfAbsent(worker.cpu(), path);
        if (other != null) {
            findings.rule(path + ".cpu", "is " + worker.cpu() + ", where " + other
                    + " polls already: a CPU of its own for each worker is wanted");
        }
    }

    private void cpu(String path, int cpu) {
        findings.rule(cpu >= WorkerConfig.NOT_PINNED && cpu <= WorkerConfig.MAX_CPU, path, cpu,
                "a CPU number from 0 to " + WorkerConfig.MAX_CPU + ", or -1 for not pinned");
    }

    private void unique(String path, String name, Map<String, String> seen) {
        findings.rule(NAME.matcher(name).matches(), path, quoted(name),
                "a name of up to " + NAME_CHARACTERS + " letters, digits, dots, dashes and underscores");
        final String other = findings.sound(path) ? seen.putIfAbsent(name, path) : null;
        if (other != null) {
            findings.rule(path, "is " + quoted(name) + ", which is the name at " + other
                    + " already: names of their own are wanted");
        }
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }
}

package io.rxpath.lab.report;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import org.HdrHistogram.Histogram;

/** Results as a real run might give them, from a fixed seed; made up, for tests and for looking at the report. */
final class Samples {
    static final String EVIL = "<script>alert('\"&')</script>\u0000\u001b[31m]]>";
    private static final String[] TITLES = {"Interrupt-driven", "Busy poll", "Busy poll, rival on the core",
        "Window shorter than the gaps"};
    private static final String[] WHATS = {
        "No busy poll; the device's interrupt is moderated by its defer and flush timers.",
        "Blocking receive with a busy-poll window longer than the gap between packets.",
        "As (b), with a thread that always wants the same core.",
        "As (b), but the window is shorter than the gaps, so the thread sleeps before the next packet."};

    private Samples() {
    }

    /** All four phases with both feeds, on a machine that allows nearly everything. */
    static DemoResult full() {
        SplittableRandom random = new SplittableRandom(20260101);
        List<PhaseResult> phases = new ArrayList<>();
        for (String feed : List.of("steady", "bursts")) {
            boolean bursts = feed.equals("bursts");
            int n = bursts ? 30_000 : 40_000;
            phases.add(phase(0, feed,
                    List.of(branch(random, "FALLBACK_IRQ", n, n, bursts ? 95_000 : 128_000, 0.35)),
                    Map.of("IRQ_MODE", (long) n)));
            phases.add(phase(1, feed,
                    List.of(branch(random, "HOT_POLL", part(n, bursts ? 0.93 : 0.9953), n, 5_400, 0.12),
                            branch(random, "CPU_STEAL", 3, n, 210_000, 0.4),
                            branch(random, "FALLBACK_IRQ", part(n, bursts ? 0.04 : 0.0006), n, 11_600, 0.2),
                            branch(random, "UNKNOWN", part(n, bursts ? 0.03 : 0.004), n, 8_200, 0.5)),
                    Map.of("RACED", (long) part(n, bursts ? 0.04 : 0.0006), "CONTESTED",
                            (long) part(n, bursts ? 0.03 : 0.004), "PREEMPTED", 2L, "STALLED", 1L)));
            phases.add(phase(2, feed,
                    List.of(branch(random, "HOT_POLL", part(n, 0.48), n, 5_900, 0.2),
                            branch(random, "CPU_STEAL", part(n, 0.41), n, 1_900_000, 0.6),
                            branch(random, "FALLBACK_IRQ", part(n, 0.06), n, 14_000, 0.4),
                            branch(random, "UNKNOWN", part(n, 0.05), n, 60_000, 1.2)),
                    causes(n)));
            phases.add(phase(3, feed,
                    List.of(branch(random, "HOT_POLL", part(n, bursts ? 0.31 : 0.002), n, 5_800, 0.15),
                            branch(random, "CPU_STEAL", 1, n, 90_000, 0.2),
                            branch(random, "FALLBACK_IRQ", part(n, bursts ? 0.66 : 0.995), n, 12_400, 0.25),
                            branch(random, "UNKNOWN", part(n, bursts ? 0.03 : 0.003), n, 9_500, 0.4)),
                    Map.of("WINDOW_EXPIRED", (long) part(n, bursts ? 0.66 : 0.995), "CONTESTED",
                            (long) part(n, 0.003))));
        }
        return new DemoResult("0.1.0-SNAPSHOT", Instant.parse("2026-02-03T04:05:06Z"), machine(), phases,
                new JournalCheck(280_000, 280_000, 0, 0, 0, 0, true, Path.of("/tmp/rxpath-out/journal")),
                List.of("The device was a veth pair: the sender's CPU runs its interrupt side."));
    }

    /** What an ordinary user with one core might get: skipped phases, empty branches, nothing to divide by. */
    static DemoResult poor() {
        List<PhaseResult> phases = new ArrayList<>();
        phases.add(new PhaseResult("a", TITLES[0], WHATS[0], "steady", null, List
                .of("Moderation could not be emulated: the two timers need CAP_NET_ADMIN in the initial user"
                        + " namespace."),
                new PollSettings("interrupt", 0, -1, -1, -1, false), Traffic.NONE, List.of(), Map.of(),
                Ratios.unavailable("no packet arrived"), 0));
        phases.add(PhaseResult.skipped("b", TITLES[1], WHATS[1], "steady",
                "the kernel was built without CONFIG_NET_RX_BUSY_POLL."));
        phases.add(PhaseResult.skipped("c", TITLES[2], WHATS[2], "steady", "this machine has one core."));
        Histogram one = new Histogram(3);
        one.recordValue(7_000);
        phases.add(new PhaseResult("d", TITLES[3], WHATS[3], "steady", null, List.of(),
                new PollSettings("blocking", 10, 0, 0, 0, false), new Traffic(3, 1, 1, 0, 0, 0, 1),
                List.of(new BranchResult("UNKNOWN", 1, 1, LatencyHistogram.of(one), LatencyHistogram.EMPTY,
                        Percentiles.NONE)),
                Map.of("NO_STAMP", 1L), Ratios.unavailable("no opportunity was decided"), 0));
        return new DemoResult("0.1.0", Instant.EPOCH, List.of(), phases, null, List.of());
    }

    /** Strings that try to break out of every place a string can get to. */
    static DemoResult evil() {
        PhaseResult phase = new PhaseResult(EVIL, EVIL, EVIL, EVIL, null, List.of(EVIL),
                new PollSettings(EVIL, 1, 1, 1, 1, true), Traffic.NONE, List.of(BranchResult.none(EVIL)),
                Map.of(EVIL, 1L), Ratios.unavailable(EVIL), 0);
        return new DemoResult(EVIL, Instant.EPOCH, List.of(new Finding(EVIL, false, EVIL)),
                List.of(phase, PhaseResult.skipped(EVIL, EVIL, EVIL, EVIL, EVIL)),
                new JournalCheck(1, 2, 3, 4, 5, 6, false, Path.of(EVIL.replace("\0", ""))), List.of(EVIL));
    }

    private static PhaseResult phase(int index, String feed, List<BranchResult> branches,
            Map<String, Long> causes) {
        boolean interrupt = index == 0;
        long packets = branches.stream().mapToLong(BranchResult::packets).sum();
        boolean lossy = index == 2;
        return new PhaseResult(String.valueOf((char) ('a' + index)), TITLES[index], WHATS[index], feed, null,
                lossy ? List.of("The rival ran at the same priority as the poll thread.") : List.of(),
                new PollSettings(interrupt ? "interrupt" : "blocking", interrupt ? 0 : index == 3 ? 50 : 400,
                        interrupt ? 1 : 0, interrupt ? 200_000 : 0, 1, lossy),
                new Traffic(packets + 2_000 + (lossy ? 178 : 0), packets + 2_000, lossy ? 178 : 0, 0, 0,
                        lossy ? 12 : 0, 0),
                branches, causes,
                interrupt
                        ? new Ratios(Ratio.of(0.1143), Ratio.unavailable("no busy poll was configured"),
                                Ratio.unavailable("no busy poll was configured"), 0, 0)
                        : new Ratios(Ratio.of(index == 3 ? 0.36 : 0.998),
                                Ratio.of(index == 3 ? 0.002 : 0.9991), Ratio.of(0.942), packets,
                                packets - packets / 250),
                2_000);
    }

    private static Map<String, Long> causes(int n) {
        Map<String, Long> causes = new LinkedHashMap<>();
        causes.put("PREEMPTED", (long) part(n, 0.44));
        causes.put("STALLED", 7L);
        causes.put("CONTESTED", (long) part(n, 0.05));
        causes.put("RACED", (long) part(n, 0.03));
        causes.put("MIGRATED", 0L);
        return causes;
    }

    private static int part(int n, double share) {
        return (int) Math.round(n * share);
    }

    private static BranchResult branch(SplittableRandom random, String name, int packets, int of,
            long medianNs, double spread) {
        Histogram send = new Histogram(3);
        Histogram ingress = new Histogram(3);
        for (int i = 0; i < packets; i++) {
            double tail = random.nextInt(400) == 0 ? 1 + random.nextDouble() * 2.5 : 1;
            long latency = (long) (medianNs * Math.exp(spread * random.nextGaussian()) * tail);
            send.recordValue(latency);
            ingress.recordValue(Math.max(900, latency - 2_100));
        }
        return new BranchResult(name, packets, (double) packets / of, LatencyHistogram.of(send),
                LatencyHistogram.of(ingress), new Percentiles(packets, 0, 1_400, 2_900, 11_000));
    }

    private static List<Finding> machine() {
        return List.of(new Finding("Kernel", true, "6.18.44"), new Finding("CPUs", true, "2"),
                new Finding("SO_BUSY_POLL", true, "set to 400 µs and read back"),
                new Finding("SO_PREFER_BUSY_POLL", false,
                        "setsockopt: EPERM (operation not permitted); it needs CAP_NET_ADMIN in the initial user"
                                + " namespace"),
                new Finding("Switch records", true, "perf_event_open, unprivileged"));
    }
}

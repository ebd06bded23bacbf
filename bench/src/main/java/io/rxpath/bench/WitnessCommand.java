package io.rxpath.bench;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

import io.rxpath.bench.contender.ReceiverContender;
import io.rxpath.poller.EngineKind;
import io.rxpath.poller.PollEngine;
import io.rxpath.poller.WitnessLevel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench witness}: what each level of the kernel witness costs. */
@Command(name = "witness", mixinStandardHelpOptions = true, versionProvider = Main.OwnVersion.class, description = "Measures what the kernel witness costs: the same receiver without it (off), with a record for each packet of its own polls (own), and with all polls of the device (full), in turns over a veth pair it makes itself. Needs root and two CPUs; keep the machine idle meanwhile.")
final class WitnessCommand implements Callable<Integer> {
    private static final int OVERHEAD_SECONDS = 2;

    @Spec
    private CommandSpec spec;

    @Option(names = "--engine", description = "How the receiver waits: blocking, spinning or epoll. Default: blocking.")
    private EngineKind engine = EngineKind.BLOCKING;

    @Option(names = "--window", paramLabel = "USECS", description = "Its busy-poll window in microseconds. Default: ${DEFAULT-VALUE}.")
    private int windowUsecs = 5_000;

    @Option(names = "--gap", paramLabel = "GAP", converter = Gap.Converter.class, description = "Time between two packets, 20us or 100us-200us; may be repeated. Default: both of these.")
    private List<Gap> gaps = List.of(new Gap(20_000, 20_000), new Gap(100_000, 200_000));

    @Option(names = "--deferral", description = "Whether the device's interrupts are deferred: on, off or both. Default: both.")
    private DeferralChoice deferral = DeferralChoice.BOTH;

    @Option(names = "--rounds", paramLabel = "N", description = "Rounds of each workload; in a round every level has one turn. Default: ${DEFAULT-VALUE}.")
    private int rounds = 10;

    @Option(names = "--seconds", paramLabel = "N", description = "How long a turn is. Default: ${DEFAULT-VALUE}.")
    private double seconds = 2;

    @Option(names = "--seed", paramLabel = "N", description = "What the order of turns follows from. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Mixin
    private CpuChoice cpus;

    @Option(names = "--json", description = "Print the results as JSON on stdout, the rest on stderr.")
    private boolean json;

    /** Which of the two settings of the device. */
    enum DeferralChoice {
        /** Deferred. */
        ON,
        /** Not deferred. */
        OFF,
        /** First not, then deferred. */
        BOTH
    }

    @Override
    public Integer call() {
        refuse(engine == EngineKind.INTERRUPT,
                "--engine interrupt never polls, so there is nothing to witness: take blocking, spinning or epoll");
        long mostUsecs = PollEngine.MAX_WINDOW_NS / 1_000;
        refuse(windowUsecs < 1 || windowUsecs > mostUsecs,
                "--window takes microseconds from 1 to " + mostUsecs);
        refuse(rounds < 1 || rounds > 1_000, "--rounds takes a number from 1 to 1000");
        refuse(!(seconds >= 0.1 && seconds <= 600), "--seconds takes a number from 0.1 to 600");
        Instant startedAt = Instant.now();
        PrintWriter progress = json ? spec.commandLine().getErr() : spec.commandLine().getOut();
        List<Workload> workloads = workloads();
        double longest = workloads.size() * (double) rounds * WitnessLevel.values().length
                * (seconds + OVERHEAD_SECONDS);
        try (LabTrack track = new LabTrack(cpus, 120 + 2 * (long) longest)) {
            Benchmark benchmark = new Benchmark(track, seed, step -> {
                progress.println("... " + step);
                progress.flush();
            });
            Outcome outcome = benchmark.run(contenders(), WarmUp.workload(seconds), workloads, rounds);
            Setup setup = new Setup(
                    "witness", "What the kernel witness costs.", engine.name().toLowerCase(Locale.ROOT)
                            + " engine, busy-poll window " + windowUsecs + " us, veth, no journal",
                    track.machine(), rounds, seconds, seed);
            spec.commandLine().getOut()
                    .println(json ? JsonReport.of(setup, outcome, startedAt) : TextReport.of(setup, outcome));
            return outcome.absent().isEmpty() ? Main.OK : Main.FINDINGS;
        }
    }

    private List<Contender> contenders() {
        return Arrays.stream(WitnessLevel.values())
                .map(level -> (Contender) ReceiverContender.ofLevel(level, engine, windowUsecs)).toList();
    }

    private List<Workload> workloads() {
        List<Workload> workloads = new ArrayList<>();
        for (Gap gap : gaps) {
            for (Deferral choice : List.of(Deferral.OFF, Deferral.ON)) {
                if (deferral == DeferralChoice.BOTH || choice.on() == (deferral == DeferralChoice.ON)) {
                    workloads.add(new Workload(Traffic.steady(gap.minNs(), gap.maxNs()), seconds, choice));
                }
            }
        }
        return workloads;
    }

    private void refuse(boolean wrong, String sentence) {
        if (wrong) {
            throw new ParameterException(spec.commandLine(), sentence);
        }
    }
}

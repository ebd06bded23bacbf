package io.rxpath.bench;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;

import io.rxpath.bench.contender.ReceiverContender;
import io.rxpath.poller.EngineKind;
import io.rxpath.poller.WitnessLevel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench witness}: what each level of the kernel witness costs. */
@Command(name = "witness", mixinStandardHelpOptions = true, versionProvider = Main.OwnVersion.class, description = "Measures what the kernel witness costs: the same receiver without it (off), with a record for each packet of its own polls (own), and with all polls of the device (full), in turns over a veth pair it makes itself. Needs root and two CPUs; keep the machine idle meanwhile.")
final class WitnessCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private RunChoice run = new RunChoice(List.of(EngineKind.BLOCKING), 10, 2);

    @Option(names = "--gap", paramLabel = "GAP", converter = Gap.Converter.class, description = "Time between two packets, 20us or 100us-200us; may be repeated. Default: both of these.")
    private List<Gap> gaps = List.of(new Gap(20_000, 20_000), new Gap(100_000, 200_000));

    @Option(names = "--deferral", description = "Whether the device's interrupts are deferred: on, off or both. Default: both.")
    private DeferralChoice deferral = DeferralChoice.BOTH;

    @Mixin
    private CpuChoice cpus;

    @Option(names = "--json", description = "Print the results as JSON on stdout, an object a line and engine, the rest on stderr.")
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
        run.check();
        List<Workload> workloads = workloads();
        int levels = WitnessLevel.values().length * run.engines().size();
        boolean whole = true;
        try (LabTrack track = new LabTrack(cpus, run.lifeSeconds(levels, workloads.size()))) {
            for (EngineKind engine : run.engines()) {
                whole &= levels(engine, workloads, track);
            }
        }
        return whole ? Main.OK : Main.FINDINGS;
    }

    /** Measures all levels with one engine; whether all took part. */
    private boolean levels(EngineKind engine, List<Workload> workloads, LabTrack track) {
        Instant startedAt = Instant.now();
        PrintWriter progress = json ? spec.commandLine().getErr() : spec.commandLine().getOut();
        Benchmark benchmark = new Benchmark(track, run.seed(), step -> {
            progress.println("... " + RunChoice.name(engine) + ": " + step);
            progress.flush();
        });
        List<Contender> contenders = Arrays.stream(WitnessLevel.values())
                .map(level -> (Contender) ReceiverContender.ofLevel(level, engine, run.windowUsecs()))
                .toList();
        Outcome outcome = benchmark.run(contenders, WarmUp.workload(run.seconds()), workloads, run.rounds());
        Setup setup = new Setup(
                "witness", "What the kernel witness costs.", RunChoice.name(engine)
                        + " engine, busy-poll window " + run.windowUsecs() + " us, veth, no journal",
                track.machine(), run.rounds(), run.seconds(), run.seed());
        spec.commandLine().getOut()
                .println(json ? JsonReport.of(setup, outcome, startedAt) : TextReport.of(setup, outcome));
        return outcome.absent().isEmpty();
    }

    private List<Workload> workloads() {
        List<Workload> workloads = new ArrayList<>();
        for (Gap gap : gaps) {
            for (Deferral choice : List.of(Deferral.OFF, Deferral.ON)) {
                if (deferral == DeferralChoice.BOTH || choice.on() == (deferral == DeferralChoice.ON)) {
                    workloads.add(
                            new Workload(Traffic.steady(gap.minNs(), gap.maxNs()), run.seconds(), choice));
                }
            }
        }
        return workloads;
    }
}

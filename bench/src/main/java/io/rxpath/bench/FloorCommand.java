package io.rxpath.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

import io.rxpath.bench.contender.ChannelContender;
import io.rxpath.bench.contender.Floor;
import io.rxpath.bench.contender.FloorContender;
import io.rxpath.bench.contender.ReceiverContender;
import io.rxpath.bench.page.FloorDocument;
import io.rxpath.bench.page.FloorPage;
import io.rxpath.bench.page.Part;
import io.rxpath.poller.EngineKind;
import io.rxpath.poller.PollEngine;
import io.rxpath.poller.WitnessLevel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench floor}: rxpath beside C and the JDK. */
@Command(name = "floor", mixinStandardHelpOptions = true, versionProvider = Main.OwnVersion.class, description = "Measures rxpath beside the least that C does with the same engine and beside the JDK's DatagramChannel, in turns over a veth pair it makes itself. Needs root, two CPUs and a C compiler; keep the machine idle meanwhile.")
final class FloorCommand implements Callable<Integer> {
    private static final int MOST_PACKETS = 64;
    private static final double WARM_UP_SECONDS = 2;
    private static final int OVERHEAD_SECONDS = 2;
    private static final int MOST_CONTENDERS = 7;
    private static final int QUICK_ROUNDS = 3;
    private static final double QUICK_SECONDS = 0.4;

    @Spec
    private CommandSpec spec;

    @Option(names = "--engine", description = "How the receivers wait: blocking, spinning or epoll; may be repeated. Default: all three.")
    private List<EngineKind> engines = List.of(EngineKind.BLOCKING, EngineKind.SPINNING, EngineKind.EPOLL);

    @Option(names = "--only", paramLabel = "NAME", description = "Run only this workload: steady-20us, steady-200us, bursts, capture, drain, moderated-20us or moderated-50us; may be repeated.")
    private List<String> only = List.of();

    @Option(names = "--capture", paramLabel = "FILE", description = "A pcap or pcapng file to send as well.")
    private Path capture;

    @Option(names = "--window", paramLabel = "USECS", description = "The busy-poll window in microseconds. Default: ${DEFAULT-VALUE}.")
    private int windowUsecs = 5_000;

    @Option(names = "--rounds", paramLabel = "N", description = "Rounds of each workload; in a round every contender has one turn. Default: ${DEFAULT-VALUE}.")
    private int rounds = 10;

    @Option(names = "--seconds", paramLabel = "N", description = "How long a turn is. Default: ${DEFAULT-VALUE}.")
    private double seconds = 2;

    @Option(names = "--quick", description = "Three rounds of 0.4 s: to see that all works, not to learn figures.")
    private boolean quick;

    @Option(names = "--seed", paramLabel = "N", description = "What the order of turns follows from. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(names = "--html", paramLabel = "FILE", description = "Also write an HTML page with percentile curves side by side.")
    private Path page;

    @Option(names = "--doc", paramLabel = "FILE", description = "Also write the figures into this Markdown document, between its two marks.")
    private Path document;

    @Mixin
    private CpuChoice cpus;

    @Option(names = "--json", description = "Print the results as JSON on stdout, an object a line and engine, the rest on stderr.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        refuse(engines.contains(EngineKind.INTERRUPT), "--engine takes blocking, spinning or epoll");
        long mostUsecs = PollEngine.MAX_WINDOW_NS / 1_000;
        refuse(windowUsecs < 1 || windowUsecs > mostUsecs,
                "--window takes microseconds from 1 to " + mostUsecs);
        refuse(rounds < 1 || rounds > 1_000, "--rounds takes a number from 1 to 1000");
        refuse(!(seconds >= 0.1 && seconds <= 600), "--seconds takes a number from 0.1 to 600");
        refuse(document != null && !Files.isWritable(document), "--doc " + document + " cannot be written");
        refuse(capture != null && !Files.isReadable(capture), "--capture " + capture + " cannot be read");
        if (quick) {
            rounds = QUICK_ROUNDS;
            seconds = QUICK_SECONDS;
        }
        List<Workload> workloads = workloads();
        double longest = engines.size() * (workloads.size() * (double) rounds + WARM_UP_SECONDS)
                * MOST_CONTENDERS * (seconds + OVERHEAD_SECONDS);
        List<Part> parts = new ArrayList<>();
        Instant startedAt = Instant.now();
        try (Floor floor = Floor.build(); LabTrack track = new LabTrack(cpus, 120 + 2 * (long) longest)) {
            for (EngineKind engine : engines) {
                parts.add(run(engine, contenders(engine, floor, windowUsecs), workloads, track));
            }
        }
        if (page != null) {
            FloorPage.write(parts, startedAt, page);
        }
        if (document != null) {
            FloorDocument.into(document, parts);
        }
        return parts.stream().allMatch(part -> part.outcome().absent().isEmpty()) ? Main.OK : Main.FINDINGS;
    }

    private Part run(EngineKind engine, List<Contender> contenders, List<Workload> workloads,
            LabTrack track) {
        Instant startedAt = Instant.now();
        String name = engine.name().toLowerCase(Locale.ROOT);
        PrintWriter progress = json ? spec.commandLine().getErr() : spec.commandLine().getOut();
        Benchmark benchmark = new Benchmark(track, seed, step -> {
            progress.println("... " + name + ": " + step);
            progress.flush();
        });
        Outcome outcome = benchmark.run(contenders, WarmUp.workload(seconds), workloads, rounds);
        Setup setup = new Setup("floor", "rxpath beside C and the JDK.",
                name + " engine, busy-poll window " + windowUsecs + " us, veth", track.machine(), rounds,
                seconds, seed);
        spec.commandLine().getOut()
                .println(json ? JsonReport.of(setup, outcome, startedAt) : TextReport.of(setup, outcome));
        return new Part(setup, outcome);
    }

    /** All that are compared, the baseline first. */
    static List<Contender> contenders(EngineKind engine, Floor floor, int windowUsecs) {
        List<Contender> all = new ArrayList<>();
        all.add(new FloorContender("c-1", floor, engine, 1, windowUsecs));
        all.add(new FloorContender("c-64", floor, engine, MOST_PACKETS, windowUsecs));
        all.add(new ReceiverContender("rxpath", engine, windowUsecs, WitnessLevel.OFF, false));
        all.add(new ReceiverContender("journal", engine, windowUsecs, WitnessLevel.OFF, true));
        all.add(new ReceiverContender("own", engine, windowUsecs, WitnessLevel.OWN, false));
        all.add(new ReceiverContender("full", engine, windowUsecs, WitnessLevel.FULL, false));
        if (engine != EngineKind.EPOLL) {
            all.add(new ChannelContender("jdk", engine == EngineKind.SPINNING));
        }
        return all;
    }

    private List<Workload> workloads() {
        List<NamedWorkload> all = NamedWorkload.all(Optional.ofNullable(capture));
        for (String name : only) {
            refuse(all.stream().noneMatch(each -> each.name().equals(name)),
                    "--only " + name + " is no workload: there are "
                            + String.join(", ", all.stream().map(NamedWorkload::name).toList())
                            + (capture == null ? ", and capture with --capture FILE" : ""));
        }
        return all.stream().filter(each -> only.isEmpty() || only.contains(each.name()))
                .map(each -> each.lasting(seconds)).toList();
    }

    private void refuse(boolean wrong, String sentence) {
        if (wrong) {
            throw new ParameterException(spec.commandLine(), sentence);
        }
    }
}

package io.rxpath.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import io.rxpath.bench.contender.BusyReadContender;
import io.rxpath.bench.contender.ChannelContender;
import io.rxpath.bench.contender.Floor;
import io.rxpath.bench.contender.FloorContender;
import io.rxpath.bench.contender.ReceiverContender;
import io.rxpath.bench.page.FloorDocument;
import io.rxpath.bench.page.FloorPage;
import io.rxpath.bench.page.Part;
import io.rxpath.poller.EngineKind;
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
    private static final int QUICK_ROUNDS = 2;
    private static final double QUICK_SECONDS = 0.3;

    @Spec
    private CommandSpec spec;

    @Mixin
    private RunChoice run = new RunChoice(List.of(EngineKind.BLOCKING, EngineKind.SPINNING, EngineKind.EPOLL),
            10, 2);

    @Option(names = "--only", paramLabel = "NAME", completionCandidates = NamedWorkload.Names.class, description = "Run only this workload: ${COMPLETION-CANDIDATES}; may be repeated.")
    private List<String> only = List.of();

    @Option(names = "--capture", paramLabel = "FILE", description = "A pcap or pcapng file to send as well.")
    private Path capture;

    @Option(names = "--quick", description = "Two rounds of 0.3 s, without --only of steady-200us, drain and moderated-50us (and capture): to see within five minutes that all works, not to learn figures.")
    private boolean quick;

    @Option(names = "--html", paramLabel = "FILE", description = "Also write an HTML page with percentile curves side by side.")
    private Path page;

    @Option(names = "--doc", paramLabel = "FILE", description = "Also write the figures into this Markdown document, between its two marks.")
    private Path document;

    @Option(names = "--host", description = "Also change what the whole host has, for a moment each: the blocking DatagramChannel with net.core.busy_read (jdk-busy-read). It is put back and read.")
    private boolean host;

    @Mixin
    private CpuChoice cpus;

    @Option(names = "--json", description = "Print the results as JSON on stdout, an object a line and engine, the rest on stderr.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        run.check();
        refuse(document != null && !Files.isWritable(document), "--doc " + document + " cannot be written");
        refuse(capture != null && !Files.isReadable(capture), "--capture " + capture + " cannot be read");
        if (quick) {
            run = run.with(QUICK_ROUNDS, QUICK_SECONDS);
        }
        List<Workload> workloads = workloads();
        List<Part> parts = new ArrayList<>();
        Instant startedAt = Instant.now();
        try (Floor floor = Floor.build()) {
            List<List<Contender>> contenders = run.engines().stream().map(engine -> all(engine, floor))
                    .toList();
            int all = contenders.stream().mapToInt(List::size).sum();
            try (LabTrack track = new LabTrack(cpus, run.lifeSeconds(all, workloads.size()))) {
                for (int i = 0; i < contenders.size(); i++) {
                    parts.add(part(run.engines().get(i), contenders.get(i), workloads, track));
                }
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

    private Part part(EngineKind engine, List<Contender> contenders, List<Workload> workloads,
            LabTrack track) {
        Instant startedAt = Instant.now();
        String name = RunChoice.name(engine);
        PrintWriter progress = json ? spec.commandLine().getErr() : spec.commandLine().getOut();
        Benchmark benchmark = new Benchmark(track, run.seed(), step -> {
            progress.println("... " + name + ": " + step);
            progress.flush();
        });
        Outcome outcome = benchmark.run(contenders, WarmUp.workload(run.seconds()), workloads, run.rounds());
        Setup setup = new Setup("floor", "rxpath beside C and the JDK.",
                name + " engine, busy-poll window " + run.windowUsecs() + " us, veth", track.machine(),
                run.rounds(), run.seconds(), run.seed());
        spec.commandLine().getOut()
                .println(json ? JsonReport.of(setup, outcome, startedAt) : TextReport.of(setup, outcome));
        return new Part(setup, outcome);
    }

    private List<Contender> all(EngineKind engine, Floor floor) {
        List<Contender> all = contenders(engine, floor, run.windowUsecs());
        if (host && engine == EngineKind.BLOCKING) {
            all.add(new BusyReadContender("jdk-busy-read", run.windowUsecs()));
        }
        return all;
    }

    /** All that are compared and leave the host as it is, the baseline first. */
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
        return all.stream()
                .filter(each -> only.isEmpty() ? !quick || each.quick() : only.contains(each.name()))
                .map(each -> each.lasting(run.seconds())).toList();
    }

    private void refuse(boolean wrong, String sentence) {
        if (wrong) {
            throw new ParameterException(spec.commandLine(), sentence);
        }
    }
}

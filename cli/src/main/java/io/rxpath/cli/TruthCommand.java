package io.rxpath.cli;

import io.rxpath.lab.truth.LabelFault;
import io.rxpath.lab.truth.TruthOptions;
import io.rxpath.lab.truth.TruthProgress;
import io.rxpath.lab.truth.TruthRun;
import io.rxpath.lab.truth.result.CellResult;
import io.rxpath.lab.truth.result.TruthJson;
import io.rxpath.lab.truth.result.TruthResult;
import io.rxpath.lab.truth.result.TruthText;
import io.rxpath.poller.EngineKind;
import io.rxpath.poller.WitnessLevel;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rxpath truth}: every label held against the kernel's own trace. */
@Command(name = "truth", mixinStandardHelpOptions = true, versionProvider = Version.class, description = {
    "Makes packets go every way there is, in a laboratory of its own, and holds the branch of each against what the kernel's own trace, recorded by another process, says.",
    "Needs root. Exits 1 where a bar is not met."})
final class TruthCommand implements Callable<Integer> {
    private static final int MAX_REPEATS = 100;

    private final LabelFault fault;

    @Spec
    private CommandSpec spec;

    @Option(names = "--scenario", paramLabel = "NAME", description = "Only cells whose name (scenario/engine/defer or plain) begins so; may be repeated. Default: all.")
    private List<String> scenarios = List.of();

    @Option(names = "--engine", paramLabel = "ENGINE", split = ",", description = "Only these engines: ${COMPLETION-CANDIDATES}. Default: all.")
    private Set<EngineKind> engines = EnumSet.noneOf(EngineKind.class);

    @Option(names = "--witness", paramLabel = "LEVEL", split = ",", description = "Witness levels: ${COMPLETION-CANDIDATES}. Default: OFF,FULL.")
    private List<WitnessLevel> witnesses = List.of(WitnessLevel.OFF, WitnessLevel.FULL);

    @Option(names = "--repeats", paramLabel = "N", description = "How often each cell is run. Default: 3, with --quick 1.")
    private Integer repeats;

    @Option(names = "--quick", description = "A subset with fewer packets, in less than three minutes.")
    private boolean quick;

    @Option(names = "--pcap", paramLabel = "FILE", description = "The capture that the scenario cme replays (pcap or pcapng, gzip too); without it that scenario is skipped.")
    private Path capture;

    @Option(names = "--out", paramLabel = "DIR", description = "Append each finished cell to cells.jsonl in this folder at once, and write the figures of all to table.md.")
    private Path output;

    @Option(names = "--packets", description = "With --out: write each packet's label and truth there too, a table a cell.")
    private boolean packets;

    @Option(names = "--resume", description = "Take the cells that are in the folder of --out already from there.")
    private boolean resume;

    @Option(names = "--json", description = "Print the results as JSON on stdout, the rest on stderr.")
    private boolean json;

    /** The command of a user. */
    TruthCommand() {
        this(LabelFault.NONE);
    }

    /** The command with labels that a self-test spoils. */
    TruthCommand(LabelFault fault) {
        this.fault = fault;
    }

    @Override
    public Integer call() {
        int times = repeats != null ? repeats : quick ? 1 : TruthOptions.REPEATS;
        if (times < 1 || times > MAX_REPEATS) {
            throw new ParameterException(spec.commandLine(),
                    "--repeats takes a number from 1 to " + MAX_REPEATS);
        }
        if (resume && output == null) {
            throw new ParameterException(spec.commandLine(),
                    "--resume needs the folder to go on with: give --out");
        }
        if (packets && output == null) {
            throw new ParameterException(spec.commandLine(),
                    "--packets needs a folder to write to: give --out");
        }
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter progress = json ? spec.commandLine().getErr() : out;
        TruthOptions options = new TruthOptions(scenarios, engines, witnesses.stream().distinct().toList(),
                times, quick, capture, output, resume, packets);
        try {
            TruthRun.cells(options);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), wrong.getMessage());
        }
        TruthResult result = new TruthRun(options, new Progress(progress), fault).run();
        if (json) {
            out.println(TruthJson.of(result));
        }
        progress.print(TruthText.summary(result));
        progress.flush();
        return result.met() ? ExitCode.OK : ExitCode.FINDINGS;
    }

    private record Progress(PrintWriter out) implements TruthProgress {
        @Override
        public void note(String sentence) {
            out.println("... " + sentence);
            out.flush();
        }

        @Override
        public void cell(String cell, int number, int cells) {
            out.println("... " + number + "/" + cells + " " + cell);
            out.flush();
        }

        @Override
        public void result(CellResult result) {
            out.print(TruthText.of(result));
            out.flush();
        }
    }
}

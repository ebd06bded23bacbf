package io.rxpath.cli;

import io.rxpath.lab.soak.Soak;
import io.rxpath.lab.soak.SoakJson;
import io.rxpath.lab.soak.SoakOptions;
import io.rxpath.lab.soak.SoakResult;
import io.rxpath.lab.soak.SoakText;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rxpath soak}: a journal for long, with readers that come and go. */
@Command(name = "soak", mixinStandardHelpOptions = true, versionProvider = Version.class, description = {
    "Receives at a constant rate for long and writes a journal of it, while readers open it, follow it, leave and are killed; then looks for every packet number in the journal and in what each reader saw.",
    "Exits 1 where something was lost without a word."})
final class SoakCommand implements Callable<Integer> {
    private static final double MINUTES = 10;
    private static final double QUICK_MINUTES = 0.25;

    @Spec
    private CommandSpec spec;

    @Option(names = "--minutes", paramLabel = "N", description = "How long packets are sent. Default: 10, with --quick a quarter.")
    private Double minutes;

    @Option(names = "--rate", paramLabel = "N", description = "Packets per second. Default: ${DEFAULT-VALUE}.")
    private long rate = 100_000;

    @Option(names = "--readers", paramLabel = "N", description = "Readers at a time. Default: ${DEFAULT-VALUE}.")
    private int readers = 3;

    @Option(names = "--quick", description = "Fifteen seconds.")
    private boolean quick;

    @Option(names = "--loopback", description = "Send over loopback instead of over a veth pair of its own.")
    private boolean loopback;

    @Option(names = "--seed", paramLabel = "N", description = "What the readers' coming and going follows from. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(names = "--out", paramLabel = "DIR", description = "Keep the journal in this new or empty folder. Default: a temporary folder on a disk, deleted afterwards.")
    private Path output;

    @Option(names = "--json", description = "Print the results as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        SoakResult result = new Soak(options(), new SoakNotes(spec.commandLine().getErr())).run();
        out.print(json ? SoakJson.of(result) + "\n" : SoakText.of(result));
        out.flush();
        return result.ok() ? ExitCode.OK : ExitCode.FINDINGS;
    }

    private SoakOptions options() {
        double asked = minutes != null ? minutes : quick ? QUICK_MINUTES : MINUTES;
        try {
            return new SoakOptions(asked * 60, rate, readers, SoakOptions.RING_RECORDS, true, loopback, seed,
                    output);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), wrong.getMessage());
        }
    }
}

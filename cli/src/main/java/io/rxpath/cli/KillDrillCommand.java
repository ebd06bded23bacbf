package io.rxpath.cli;

import io.rxpath.lab.soak.KillDrill;
import io.rxpath.lab.soak.KillDrillJson;
import io.rxpath.lab.soak.KillDrillOptions;
import io.rxpath.lab.soak.KillDrillResult;
import io.rxpath.lab.soak.KillDrillText;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rxpath kill-drill}: receivers killed in the middle of writing one journal. */
@Command(name = "kill-drill", mixinStandardHelpOptions = true, versionProvider = Version.class, description = {
    "Starts a receiver, kills it with SIGKILL at a random moment, and starts the next into the same journal, again and again; then looks in the journal for all that each had reported as appended.",
    "Exits 1 where something is missing, or a receiver did not start by itself."})
final class KillDrillCommand implements Callable<Integer> {
    private static final int TIMES = 200;
    private static final int QUICK_TIMES = 20;

    @Spec
    private CommandSpec spec;

    @Option(names = "--times", paramLabel = "N", description = "How often a receiver is killed. Default: 200, with --quick 20.")
    private Integer times;

    @Option(names = "--rate", paramLabel = "N", description = "Packets per second. Default: ${DEFAULT-VALUE}.")
    private long rate = 100_000;

    @Option(names = "--quick", description = "Twenty kills.")
    private boolean quick;

    @Option(names = "--seed", paramLabel = "N", description = "What the moments of the kills follow from. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(names = "--out", paramLabel = "DIR", description = "Keep the journal in this new or empty folder. Default: a temporary folder on a disk, deleted afterwards.")
    private Path output;

    @Option(names = "--json", description = "Print the results as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        KillDrillResult result = new KillDrill(options(), new SoakNotes(spec.commandLine().getErr())).run();
        out.print(json ? KillDrillJson.of(result) + "\n" : KillDrillText.of(result));
        out.flush();
        return result.ok() ? ExitCode.OK : ExitCode.FINDINGS;
    }

    private KillDrillOptions options() {
        try {
            return new KillDrillOptions(times != null ? times : quick ? QUICK_TIMES : TIMES, rate, seed,
                    output);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), wrong.getMessage());
        }
    }
}

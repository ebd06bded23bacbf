package io.rxpath.bench;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.Callable;

import io.rxpath.bench.steps.Effort;
import io.rxpath.bench.steps.Step;
import io.rxpath.bench.steps.StepBar;
import io.rxpath.bench.steps.StepJson;
import io.rxpath.bench.steps.StepReport;
import io.rxpath.bench.steps.StepRun;
import io.rxpath.bench.steps.StepTable;
import io.rxpath.linux.CpuAffinity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench steps}: each step of the hot path by itself, beside a bare system call. */
@Command(name = "steps", mixinStandardHelpOptions = true, versionProvider = Main.OwnVersion.class, description = "Measures each step of the hot path by itself with JMH, beside a bare system call, and what it allocates. Exit code 1 where what is done on top of the receive call takes more than a quarter of such a call. The worker's steps need CAP_NET_ADMIN; keep the machine idle meanwhile.")
final class StepsCommand implements Callable<Integer> {
    private static final int ANY = -1;

    @Spec
    private CommandSpec spec;

    @Option(names = "--only", paramLabel = "NAME", description = "Measure only this step, and the bare system call; may be repeated. The names are those of the table.")
    private List<String> only = List.of();

    @Option(names = "--rounds", paramLabel = "N", description = "Rounds; in each, every step has a JVM of its own once. Default: ${DEFAULT-VALUE}.")
    private int rounds = 3;

    @Option(names = "--quick", description = "One short round: to see that all works, not to learn figures.")
    private boolean quick;

    @Option(names = "--cpu", paramLabel = "N", description = "The CPU that the steps run on. Default: the highest that this process may use.")
    private int cpu = ANY;

    @Option(names = "--json", description = "Print the results as JSON on stdout, the rest on stderr.")
    private boolean json;

    @Override
    public Integer call() {
        refuse(rounds < 1 || rounds > 100, "--rounds takes a number from 1 to 100");
        List<Step> steps = steps();
        BitSet allowed = CpuAffinity.allowed();
        int chosen = cpu == ANY ? allowed.length() - 1 : CpuChoice.checked("--cpu", cpu, allowed);
        Effort effort = quick ? Effort.QUICK : Effort.thorough(rounds);
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter progress = json ? spec.commandLine().getErr() : out;
        Instant startedAt = Instant.now();
        StepTable table = new StepRun(effort, chosen, step -> {
            progress.println("... " + step);
            progress.flush();
        }).run(steps);
        out.print(json
                ? StepJson.of(table, effort, chosen, startedAt) + "\n"
                : StepReport.of(table, "CPU " + chosen + ", " + effort));
        out.flush();
        return table.absent().isEmpty() && StepBar.of(table).map(StepBar::isMet).orElse(true)
                ? Main.OK
                : Main.FINDINGS;
    }

    private List<Step> steps() {
        for (String name : only) {
            refuse(Step.of(name).isEmpty(), "--only " + name + " is no step: there are "
                    + String.join(", ", Arrays.stream(Step.values()).map(Step::key).toList()));
        }
        return Arrays.stream(Step.values()).filter(step -> only.isEmpty() || only.contains(step.key()))
                .toList();
    }

    private void refuse(boolean wrong, String sentence) {
        if (wrong) {
            throw new ParameterException(spec.commandLine(), sentence);
        }
    }
}

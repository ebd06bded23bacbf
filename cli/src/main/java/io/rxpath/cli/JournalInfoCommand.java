package io.rxpath.cli;

import io.rxpath.telemetry.journal.JournalSummary;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rxpath journal info JOURNAL}: what a journal holds. */
@Command(name = "info", mixinStandardHelpOptions = true, versionProvider = Version.class, description = "Reads a whole journal and says what it holds: runs, times, records by type and branch, files, named readers and how far they are behind.")
final class JournalInfoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "JOURNAL", description = "The journal's folder.")
    private Path folder;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        final PrintWriter out = spec.commandLine().getOut();
        final JournalInfo info = new JournalInfo(folder, JournalSummary.of(folder));
        if (json) {
            Json.print(out, info::write);
        } else {
            info.print(out);
        }
        return ExitCode.OK;
    }
}

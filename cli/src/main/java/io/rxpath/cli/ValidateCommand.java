package io.rxpath.cli;

import io.rxpath.config.CheckedConfig;
import io.rxpath.config.ConfigException;
import io.rxpath.config.ConfigLoader;
import io.rxpath.config.Finding;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rxpath validate CONFIG}: everything that is wrong with a configuration, or its summary. */
@Command(name = "validate", mixinStandardHelpOptions = true, versionProvider = Version.class, description = "Says everything that is wrong with a configuration, or that it is sound, and what in it is unwise. Changes and opens nothing else.")
final class ValidateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "CONFIG", description = "The configuration file, for example conf/rxpath.conf.")
    private Path file;

    @Option(names = "--json", description = "Print one JSON object: file, ok, and findings or workers and warnings.")
    private boolean json;

    @Override
    public Integer call() {
        final PrintWriter out = spec.commandLine().getOut();
        if (!json) {
            final CheckedConfig checked = ConfigLoader.check(file);
            new ConfigSummary(checked.config()).print(file, out);
            ConfigWarnings.print(checked.warnings(), spec.commandLine().getErr());
            return ExitCode.OK;
        }
        try {
            final CheckedConfig checked = ConfigLoader.check(file);
            new ConfigSummary(checked.config()).printJson(file, checked.warnings(), out);
            return ExitCode.OK;
        } catch (ConfigException wrong) {
            printFindings(wrong.findings(), out);
            return ExitCode.BAD_CONFIGURATION;
        }
    }

    private void printFindings(List<Finding> findings, PrintWriter out) {
        Json.print(out, object -> {
            object.writeStringField("file", file.toString());
            object.writeBooleanField("ok", false);
            ConfigWarnings.write(object, "findings", findings);
        });
    }
}

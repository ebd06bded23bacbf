package io.rxpath.cli;

import io.rxpath.config.ConfigException;
import io.rxpath.config.ConfigLoader;
import io.rxpath.config.Finding;
import io.rxpath.config.ReceiverConfig;
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
@Command(name = "validate", mixinStandardHelpOptions = true, versionProvider = Version.class, description = "Says everything that is wrong with a configuration, or that it is sound. Changes and opens nothing else.")
final class ValidateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "CONFIG", description = "The configuration file, for example conf/rxpath.conf.")
    private Path file;

    @Option(names = "--json", description = "Print one JSON object: file, ok, and findings or workers.")
    private boolean json;

    @Override
    public Integer call() {
        final PrintWriter out = spec.commandLine().getOut();
        if (!json) {
            new ConfigSummary(ConfigLoader.load(file)).print(file, out);
            return ExitCode.OK;
        }
        try {
            final ReceiverConfig config = ConfigLoader.load(file);
            new ConfigSummary(config).printJson(file, out);
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
            object.writeArrayFieldStart("findings");
            for (Finding finding : findings) {
                object.writeStartObject();
                object.writeNumberField("line", finding.line());
                object.writeStringField("path", finding.path());
                object.writeStringField("problem", finding.problem());
                object.writeEndObject();
            }
            object.writeEndArray();
        });
    }
}

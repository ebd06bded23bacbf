package io.rxpath.cli;

import io.rxpath.telemetry.journal.JournalReaders;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rxpath journal forget JOURNAL READER}: a reader that holds no file back any more. */
@Command(name = "forget", mixinStandardHelpOptions = true, versionProvider = Version.class, description = {
    "Forgets the place of a named reader, so that it keeps no file from being removed.",
    "Opened again, it begins with the first record."})
final class JournalForgetCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "JOURNAL", description = "The journal's folder.")
    private Path folder;

    @Parameters(index = "1", paramLabel = "READER", description = "The reader's name.")
    private String name;

    @Option(names = "--json", description = "Print one JSON object: journal, reader, forgotten.")
    private boolean json;

    @Override
    public Integer call() {
        final boolean forgotten = JournalReaders.forget(folder, name);
        if (json) {
            Json.print(spec.commandLine().getOut(), object -> {
                object.writeStringField("journal", folder.toString());
                object.writeStringField("reader", name);
                object.writeBooleanField("forgotten", forgotten);
            });
        } else if (forgotten) {
            spec.commandLine().getOut().println("The reader " + name + " is forgotten.");
        } else {
            spec.commandLine().getErr().println("rxpath: the journal in " + folder + " has no reader " + name
                    + ": rxpath journal info lists those it has.");
        }
        return forgotten ? ExitCode.OK : ExitCode.FINDINGS;
    }
}

package io.rxpath.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rxpath journal}: what can be done with a journal beside printing it. */
@Command(name = "journal", mixinStandardHelpOptions = true, versionProvider = Version.class, synopsisSubcommandLabel = "COMMAND", description = "Describes, checks and prunes a journal, also while it is being written.", subcommands = {
    JournalInfoCommand.class, JournalVerifyCommand.class, JournalPruneCommand.class,
    JournalForgetCommand.class})
final class JournalCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: one of "
                + String.join(", ", spec.subcommands().keySet()) + " is wanted");
    }
}

package io.rxpath.cli;

import io.rxpath.JvmFlags;
import io.rxpath.linux.probe.Platform;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The {@code rxpath} command. */
@Command(name = "rxpath", mixinStandardHelpOptions = true, versionProvider = Version.class, synopsisSubcommandLabel = "COMMAND", description = "Receives UDP market data by busy poll and says for each packet who delivered it and where its time went.", subcommands = {
    DemoCommand.class, JournalCommand.class, KillDrillCommand.class, RunCommand.class, SoakCommand.class,
    TailCommand.class, TruthCommand.class,
    ValidateCommand.class}, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {"0:all is well",
        "1:something is wrong, and said", "2:the command line is wrong",
        "69:not Linux x86-64 with glibc 2.35 or newer, or no JDK 25", "77:no permission",
        "78:the configuration is wrong"})
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Print stack traces with errors.")
    private boolean debug;

    /** Runs the command and exits with one of {@link ExitCode}. */
    public static void main(String[] args) {
        // UTF-8 whatever the locale: reports name units and venues.
        final PrintWriter out = writer(FileDescriptor.out);
        final PrintWriter err = writer(FileDescriptor.err);
        final int exitCode = start(args, out, err);
        out.flush();
        err.flush();
        System.exit(exitCode);
    }

    private static int start(String[] args, PrintWriter out, PrintWriter err) {
        // Flags first: without them the platform check itself would print the JVM's warnings.
        final Optional<String> missingFlag = JvmFlags.missing(true);
        if (missingFlag.isPresent()) {
            err.println("rxpath: " + missingFlag.get() + ".");
            return ExitCode.FINDINGS;
        }
        final Optional<String> refusal = Platform.check();
        if (refusal.isPresent()) {
            err.println(refusal.get());
            return ExitCode.UNSUPPORTED_PLATFORM;
        }
        return run(args, out, err);
    }

    /** Parses and runs; never throws for what a user can cause. */
    static int run(String[] args, PrintWriter out, PrintWriter err) {
        final Main main = new Main();
        return new CommandLine(main).setOut(out).setErr(err).setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((thrown, command, parsed) -> main.report(thrown, err))
                .setParameterExceptionHandler((wrong, arguments) -> usage(wrong, err)).execute(args);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: one of "
                + String.join(", ", spec.subcommands().keySet()) + " is wanted");
    }

    private int report(Throwable thrown, PrintWriter err) {
        if (debug) {
            thrown.printStackTrace(err);
        }
        final Failure failure = Failure.of(thrown);
        err.println("rxpath: " + failure.message());
        return failure.exitCode();
    }

    private static int usage(ParameterException wrong, PrintWriter err) {
        final CommandLine command = wrong.getCommandLine();
        final String message = wrong.getMessage().replaceAll("\\s+", " ");
        err.println("rxpath: " + message + (message.endsWith(".") ? "" : ".") + " See "
                + command.getCommandSpec().qualifiedName() + " --help.");
        return ExitCode.USAGE;
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(
                new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), true);
    }
}

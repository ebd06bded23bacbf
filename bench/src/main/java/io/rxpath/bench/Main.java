package io.rxpath.bench;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import io.rxpath.JvmFlags;
import io.rxpath.Version;
import io.rxpath.linux.LinuxException;
import io.rxpath.linux.probe.Platform;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The {@code bench} command; its exit codes are those of {@code rxpath}. */
@Command(name = "bench", mixinStandardHelpOptions = true, versionProvider = Main.OwnVersion.class, synopsisSubcommandLabel = "COMMAND", description = "Measures receivers side by side over a veth pair it makes itself, and each step of the hot path alone.", subcommands = {
    FloorCommand.class, RateCommand.class, StepsCommand.class,
    WitnessCommand.class}, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {"0:all is well",
        "1:something is wrong or was not measured, and said", "2:the command line is wrong",
        "69:not Linux x86-64 with glibc 2.35 or newer, or no JDK 25", "77:no permission"})
public final class Main implements Runnable {
    static final int OK = 0;
    static final int FINDINGS = 1;
    private static final int USAGE = 2;
    private static final int UNSUPPORTED_PLATFORM = 69;
    private static final int NO_PERMISSION = 77;

    @Spec
    private CommandSpec spec;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Print stack traces with errors.")
    private boolean debug;

    /** Runs the command and exits. */
    public static void main(String[] args) {
        PrintWriter out = writer(FileDescriptor.out);
        PrintWriter err = writer(FileDescriptor.err);
        int exitCode = start(args, out, err);
        out.flush();
        err.flush();
        System.exit(exitCode);
    }

    private static int start(String[] args, PrintWriter out, PrintWriter err) {
        Optional<String> missingFlag = JvmFlags.missing(false);
        if (missingFlag.isPresent()) {
            err.println("bench: " + missingFlag.get() + ".");
            return FINDINGS;
        }
        Optional<String> refusal = Platform.check();
        if (refusal.isPresent()) {
            err.println(refusal.get());
            return UNSUPPORTED_PLATFORM;
        }
        return run(args, out, err);
    }

    /** Parses and runs; never throws for what a user can cause. */
    static int run(String[] args, PrintWriter out, PrintWriter err) {
        Main main = new Main();
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
        boolean ours = thrown.getClass().getPackageName().startsWith("io.rxpath")
                && thrown.getMessage() != null;
        String said = ours
                ? thrown.getMessage()
                : "this is a fault of the benchmark itself (" + thrown
                        + "): run it again with --debug, which prints the place, and report that";
        err.println("bench: " + said + (said.endsWith(".") ? "" : "."));
        return thrown instanceof LinuxException refused && refused.isPermission() ? NO_PERMISSION : FINDINGS;
    }

    private static int usage(ParameterException wrong, PrintWriter err) {
        CommandLine command = wrong.getCommandLine();
        String message = wrong.getMessage().replaceAll("\\s+", " ");
        err.println("bench: " + message + (message.endsWith(".") ? "" : ".") + " See "
                + command.getCommandSpec().qualifiedName() + " --help.");
        return USAGE;
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(
                new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), true);
    }

    /** The version that the jar's manifest names. */
    static final class OwnVersion implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[]{"rxpath bench " + Version.current()};
        }
    }
}

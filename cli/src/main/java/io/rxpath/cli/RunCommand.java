package io.rxpath.cli;

import io.rxpath.Receiver;
import io.rxpath.config.CheckedConfig;
import io.rxpath.config.ReceiverConfig;
import io.rxpath.config.WorkerConfig;
import io.rxpath.linux.CpuAffinity;
import java.io.PrintWriter;
import java.util.BitSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rxpath run}: receives until told to stop and prints what it sees. */
@Command(name = "run", mixinStandardHelpOptions = true, versionProvider = Version.class, description = "Receives a feed and prints a line a second: packets, branches, latencies. Ends with Ctrl-C and a summary.")
final class RunCommand implements Callable<Integer> {
    private static final long LOOK_MS = 20;

    @Spec
    private CommandSpec spec;

    @Mixin
    private RunOptions options;

    @Option(names = "--seconds", paramLabel = "N", description = "End after this time.")
    private double seconds = Double.POSITIVE_INFINITY;

    @Option(names = "--packets", paramLabel = "N", description = "End after this many packets or a few more.")
    private long packets = Long.MAX_VALUE;

    @Option(names = "--json", description = "Print a JSON object a line.")
    private boolean json;

    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean interrupted;

    @Override
    public Integer call() throws InterruptedException {
        if (!(seconds > 0) || packets < 1) {
            throw new ParameterException(spec.commandLine(), "--seconds and --packets take a number above 0");
        }
        CheckedConfig checked = options.checked();
        ReceiverConfig config = checked.config();
        ConfigWarnings.print(checked.warnings(), spec.commandLine().getErr());
        PrintWriter out = spec.commandLine().getOut();
        leavePollCores(config);
        Thread hook = new Thread(this::onSignal, "rxpath-signal");
        try (Receiver receiver = Receiver.open(config, (payload, offset, length, tag) -> {
        })) {
            receiver.start();
            Runtime.getRuntime().addShutdownHook(hook);
            RunReport report = json ? new JsonRunReport(receiver, out) : new TextRunReport(receiver, out);
            report.start();
            receive(receiver, report);
            receiver.stop();
            report.end();
            if (receiver.failure().isPresent()) {
                throw new RunFailure(receiver.failure().get());
            }
        } finally {
            stopped.countDown();
            removeHook(hook);
        }
        return ExitCode.OK;
    }

    private void receive(Receiver receiver, RunReport report) throws InterruptedException {
        long startNs = System.nanoTime();
        long nextLineNs = startNs + 1_000_000_000L;
        while (!interrupted && receiver.failure().isEmpty() && report.packets() < packets
                && System.nanoTime() - startNs < seconds * 1e9) {
            Thread.sleep(LOOK_MS); // the pace of the display; the poll threads do the work
            if (System.nanoTime() - nextLineNs >= 0) {
                report.line();
                nextLineNs += 1_000_000_000L;
            }
        }
    }

    /** The JVM's other threads would steal from a pinned poll thread what it is meant to have alone. */
    private static void leavePollCores(ReceiverConfig config) {
        BitSet others = CpuAffinity.allowed();
        config.workers().stream().mapToInt(WorkerConfig::cpu).filter(cpu -> cpu >= 0).forEach(others::clear);
        if (!others.isEmpty()) {
            CpuAffinity.confineProcess(others);
        }
    }

    /** SIGINT and SIGTERM: the JVM goes on to end once this returns. */
    private void onSignal() {
        interrupted = true;
        try {
            stopped.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The hook is running: it is why we are here.
        }
    }

    /** Why a worker ended by itself. */
    static final class RunFailure extends RuntimeException {
        private static final long serialVersionUID = 1;

        RunFailure(Throwable cause) {
            super("receiving ended: " + cause.getMessage(), cause);
        }
    }
}

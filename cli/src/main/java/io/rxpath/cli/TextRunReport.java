package io.rxpath.cli;

import io.rxpath.Receiver;
import io.rxpath.WorkerStatus;
import io.rxpath.config.WorkerConfig;
import io.rxpath.poller.NapiView;
import io.rxpath.poller.PollCounters;
import io.rxpath.poller.PollCounters.Counter;
import io.rxpath.telemetry.event.Branch;
import io.rxpath.telemetry.event.Cause;
import java.io.PrintWriter;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** {@code rxpath run} for a person, within 80 columns. */
final class TextRunReport extends RunReport {
    private static final int LINES_PER_HEADING = 20;

    private final PrintWriter out;
    private final TextFeedReport feeds;
    private int lines;

    TextRunReport(Receiver receiver, PrintWriter out) {
        super(receiver);
        this.out = out;
        feeds = new TextFeedReport(out);
    }

    @Override
    void printStart(Receiver started) {
        for (int i = 0; i < started.workers().size(); i++) {
            WorkerConfig config = started.config().workers().get(i);
            out.printf("worker %s: %s engine, %s", config.name(),
                    config.engine().name().toLowerCase(Locale.ROOT),
                    config.cpu() < 0 ? "not pinned" : "CPU " + config.cpu());
            config.sockets()
                    .forEach(socket -> out.printf(", socket %s port %d", socket.name(), socket.port()));
            out.println();
            out.printf("  off-CPU time from %s%n", started.workers().get(i).switchWitness());
        }
        out.println("rehearsal: " + started.rehearsal());
        started.journal().ifPresent(
                journal -> JournalLines.start(started.config().journal(), journal).forEach(out::println));
    }

    @Override
    void printLine(Figures second) {
        if (lines++ % LINES_PER_HEADING == 0) {
            out.printf("%10s %8s %8s %8s %8s %10s %10s %8s%n", "packets", "hot", "steal", "fallback",
                    "unknown", "p50 us", "p99 us", "lost");
        }
        out.printf(Locale.ROOT, "%10d %8s %8s %8s %8s %10s %10s %8d%n", second.packets(),
                share(second, Branch.HOT_POLL), share(second, Branch.CPU_STEAL),
                share(second, Branch.FALLBACK_IRQ), share(second, Branch.UNKNOWN),
                micros(second.latency(), 50), micros(second.latency(), 99), second.socketDrops());
    }

    @Override
    void printEnd(Receiver stopped, Figures run) {
        out.printf("%d packets, %d dropped by the socket, %d events dropped, %d handler errors%n",
                run.packets(), run.socketDrops(), run.eventsDropped(), run.handlerErrors());
        for (WorkerStatus worker : stopped.workers()) {
            for (Branch branch : Branch.values()) {
                for (Cause cause : Cause.values()) {
                    long count = worker.branches().packets(branch, cause);
                    if (count > 0) {
                        out.printf(Locale.ROOT, "  %-12s %-16s %12d  %6.2f %%%n", branch,
                                cause == Cause.NONE ? "" : cause, count, 100.0 * count / run.packets());
                    }
                }
            }
            PollCounters polling = worker.polling();
            out.println("  " + opportunities(polling));
            for (int socket = 0; socket < worker.sockets(); socket++) {
                napi(stopped, worker, socket);
            }
            feeds.print(worker);
            out.println("  kernel records: " + worker.kernelWitness()
                    + (worker.kernelWitnessOverruns() == 0
                            ? ""
                            : ", lost " + worker.kernelWitnessOverruns() + " times"));
        }
        stopped.napiWatchFailure().ifPresent(why -> out.printf("  nothing is known of the NAPIs: %s%n", why));
        out.printf("  ingress to app: p50 %s us, p99 %s us, p99.9 %s us, max %s us%n",
                micros(run.latency(), 50), micros(run.latency(), 99), micros(run.latency(), 99.9),
                micros(run.latency(), 100));
        stopped.journal()
                .ifPresent(journal -> JournalLines.end(journal).forEach(line -> out.println("  " + line)));
    }

    private void napi(Receiver receiver, WorkerStatus worker, int socket) {
        NapiView napi = worker.napi(socket);
        out.printf("  %sNAPI id %d, %s, defer %d, flush %d us%n",
                worker.sockets() == 1 ? "" : "socket " + socket + ": ", napi.napiId(),
                wantsBusyPoll(receiver, worker)
                        ? napi.arming().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                        : "no busy poll",
                napi.deferHardIrqs(), napi.groFlushTimeoutNs() / 1_000);
        if (napi.napiId() == 0 && worker.polling().get(Counter.PACKETS) > 0
                && wantsBusyPoll(receiver, worker)) {
            out.println("  no NAPI feeds this socket, busy poll never ran (loopback, veth without GRO)");
        }
    }

    private static boolean wantsBusyPoll(Receiver receiver, WorkerStatus worker) {
        return receiver.config().workers().stream().anyMatch(
                config -> config.name().equals(worker.name()) && config.busyPoll().windowUsecs() > 0);
    }

    private static String opportunities(PollCounters polling) {
        long all = polling.get(Counter.OPPORTUNITIES);
        if (all == 0) {
            return "no hit or waste ratio: busy poll met no empty queue";
        }
        long undecided = polling.get(Counter.UNDECIDED);
        return "hit ratio " + ratio(polling.get(Counter.HITS), all - undecided) + ", waste ratio "
                + ratio(polling.get(Counter.WASTE_NS), polling.get(Counter.SPIN_NS)) + ", " + all
                + " opportunities (" + undecided + " undecided)";
    }

    private static String share(Figures figures, Branch branch) {
        return figures.packets() == 0
                ? "-"
                : String.format(Locale.ROOT, "%.1f %%", 100 * figures.share(branch));
    }

    private static String ratio(long part, long whole) {
        return whole == 0 ? "not available" : String.format(Locale.ROOT, "%.3f", (double) part / whole);
    }

    private static String micros(Histogram latency, double percentile) {
        return latency.getTotalCount() == 0
                ? "-"
                : String.format(Locale.ROOT, "%.1f", latency.getValueAtPercentile(percentile) / 1e3);
    }
}

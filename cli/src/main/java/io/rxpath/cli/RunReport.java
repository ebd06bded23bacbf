package io.rxpath.cli;

import io.rxpath.Receiver;
import io.rxpath.WorkerStatus;
import io.rxpath.poller.PollCounters.Counter;
import io.rxpath.telemetry.event.Branch;
import java.util.Arrays;
import org.HdrHistogram.Histogram;

/** What {@code rxpath run} says about a receiver: at its start, each second, and at its end. */
abstract class RunReport {
    private final Receiver receiver;
    private final Histogram[] intervals = new Histogram[Branch.values().length];
    private final Histogram total = new Histogram(3);
    private long[] branchesBefore = new long[Branch.values().length];
    private long packetsBefore;

    /**
     * The figures of a second, or of the whole run.
     *
     * @param packets received
     * @param branches packets by the ordinal of their branch
     * @param latency from ingress to app, ns, of packets with a stamp
     * @param socketDrops dropped because a socket's queue was full, since the start
     * @param eventsDropped events that the journal thread could not take, since the start
     * @param handlerErrors exceptions of the handler, since the start
     */
    record Figures(long packets, long[] branches, Histogram latency, long socketDrops, long eventsDropped,
            long handlerErrors) {
        double share(Branch branch) {
            long all = Arrays.stream(branches).sum();
            return all == 0 ? 0 : (double) branches[branch.ordinal()] / all;
        }
    }

    RunReport(Receiver receiver) {
        this.receiver = receiver;
    }

    /** Packets received so far, by all workers. */
    final long packets() {
        return sum(Counter.PACKETS);
    }

    /** Prints what is received and how. */
    final void start() {
        printStart(receiver);
    }

    /** Prints the time since the last line. */
    final void line() {
        Histogram latency = takeLatency();
        long[] branches = branches();
        long[] delta = new long[branches.length];
        Arrays.setAll(delta, i -> branches[i] - branchesBefore[i]);
        long packets = packets();
        printLine(new Figures(packets - packetsBefore, delta, latency, sum(Counter.SOCKET_DROPS),
                eventsDropped(), handlerErrors()));
        branchesBefore = branches;
        packetsBefore = packets;
    }

    /** Prints the whole run; after the receiver was stopped. */
    final void end() {
        takeLatency();
        printEnd(receiver, new Figures(packets(), branches(), total, sum(Counter.SOCKET_DROPS),
                eventsDropped(), handlerErrors()));
    }

    abstract void printStart(Receiver started);

    abstract void printLine(Figures second);

    abstract void printEnd(Receiver stopped, Figures run);

    private Histogram takeLatency() {
        Histogram sum = new Histogram(3);
        for (WorkerStatus worker : receiver.workers()) {
            for (Branch branch : Branch.values()) {
                int i = branch.ordinal();
                intervals[i] = worker.branches().latency(branch).interval(intervals[i]);
                sum.add(intervals[i]);
            }
        }
        total.add(sum);
        return sum;
    }

    private long[] branches() {
        long[] counts = new long[Branch.values().length];
        Arrays.setAll(counts, i -> receiver.workers().stream()
                .mapToLong(worker -> worker.branches().packets(Branch.values()[i])).sum());
        return counts;
    }

    private long eventsDropped() {
        return receiver.workers().stream().mapToLong(WorkerStatus::eventsDropped).sum();
    }

    private long handlerErrors() {
        return receiver.workers().stream().mapToLong(worker -> worker.handlerErrors().count()).sum();
    }

    private long sum(Counter counter) {
        return receiver.workers().stream().mapToLong(worker -> worker.polling().get(counter)).sum();
    }
}

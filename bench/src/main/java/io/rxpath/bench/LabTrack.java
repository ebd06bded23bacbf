package io.rxpath.bench;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

import io.rxpath.lab.CpuPlan;
import io.rxpath.lab.Laboratory;
import io.rxpath.lab.send.SendJob;
import io.rxpath.lab.send.SendResult;
import io.rxpath.linux.CpuAffinity;

/**
 * Turns over the laboratory's veth pair: the receiver on one CPU, everything else on another. Opening it moves the calling
 * thread into the receiver's namespace for good; that thread takes the turns.
 */
final class LabTrack implements Track, AutoCloseable {
    private static final InetSocketAddress FEED = new InetSocketAddress("239.77.0.1", 14_310);
    /** Longer than any timer, slice or window of the laboratory. */
    private static final long QUIET_NS = 200_000_000;
    private static final long LOOK_MS = 2;

    private final BitSet allowed;
    private final CpuPlan cpus;
    private final String busy;
    private final CoreWatch core;
    private final Laboratory laboratory;
    private long seed;

    /**
     * Opens it.
     *
     * @param wanted the CPUs asked for
     * @param lifeSeconds after how long the sender ends by itself, whatever happens
     * @throws BenchException on a single CPU, or where one asked for may not be used
     * @throws io.rxpath.linux.LinuxException where namespaces are refused
     */
    LabTrack(CpuChoice wanted, long lifeSeconds) {
        allowed = CpuAffinity.allowed();
        if (allowed.cardinality() < 2) {
            throw new BenchException(
                    "this process may use only one CPU, and receiver and sender need one each:"
                            + " give it two",
                    null);
        }
        // Before the looks at the CPUs and at who is at work on them, which would see another laboratory.
        Laboratory.Reservation machine = Laboratory.reserve(System.err::println);
        try {
            cpus = wanted.plan(allowed);
            busy = BusyProcesses.sentence();
            core = CoreWatch.of(cpus.receiver());
            // The JVM's own threads would otherwise run on the receiver's core, too.
            CpuAffinity.confineProcess(cpus.others(allowed));
            laboratory = Laboratory.open(lifeSeconds);
        } catch (RuntimeException refused) {
            CpuAffinity.confineProcess(allowed);
            throw refused;
        } finally {
            machine.close();
        }
    }

    /** On which CPUs all ran and what the receiver's was like meanwhile, for a person. */
    String machine() {
        return "receiver on CPU " + cpus.receiver() + ", sender on CPU " + cpus.other() + "; "
                + core.sentence() + "; " + busy + (cpus.caveat().isEmpty() ? "" : "; " + cpus.caveat());
    }

    @Override
    public Optional<String> prepare(Workload workload) {
        return laboratory.moderate(workload.deferral().hardIrqs(), workload.deferral().groFlushTimeoutNs());
    }

    @Override
    public Turn run(Contender contender, Workload workload) {
        Seat seat = new Seat(FEED, Laboratory.DEVICE, cpus.receiver(), cpus.other(),
                (long) (Workload.WARM_UP_SECONDS * 1e9), workload.traffic().drainGroup());
        SendJob job = workload.traffic().job().seconds(workload.sentSeconds()).seed(++seed).to(List.of(FEED))
                .device(Laboratory.SENDER_DEVICE).cpu(cpus.other());
        try (Receiving receiving = contender.open(seat)) {
            SendResult sent = laboratory.sender().send(job,
                    Duration.ofSeconds((long) (3 * workload.sentSeconds()) + 20));
            awaitQuiet(receiving, sent.sent());
            return new Turn(contender.name(), sent, receiving.stop());
        }
    }

    @Override
    public Stalls idle(double seconds) {
        return StallMeter.on(cpus.receiver(), (long) (seconds * 1e9));
    }

    /** Waits until everything that was sent has come, or nothing more comes. */
    private static void awaitQuiet(Receiving receiving, long sent) {
        long before = receiving.received();
        long sinceNs = System.nanoTime();
        while (before < sent && System.nanoTime() - sinceNs < QUIET_NS) {
            try {
                Thread.sleep(LOOK_MS); // nothing tells that no packet comes
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new BenchException("interrupted while packets were still coming", interrupted);
            }
            long now = receiving.received();
            if (now != before) {
                before = now;
                sinceNs = System.nanoTime();
            }
        }
    }

    @Override
    public void close() {
        try {
            laboratory.close();
        } finally {
            CpuAffinity.confineProcess(allowed);
        }
    }
}

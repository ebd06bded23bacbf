package io.rxpath.lab.truth;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import io.rxpath.Receiver;
import io.rxpath.WorkerStatus;
import io.rxpath.config.LimitsConfig;
import io.rxpath.lab.LabException;
import io.rxpath.lab.Laboratory;
import io.rxpath.lab.oracle.BarResult;
import io.rxpath.lab.oracle.CellFacts;
import io.rxpath.lab.oracle.Labels;
import io.rxpath.lab.truth.Scenario.Trait;
import io.rxpath.lab.truth.disturbance.Stage;
import io.rxpath.lab.truth.result.CellResult;
import io.rxpath.lab.truth.result.Verdict;
import io.rxpath.linux.Clocks;
import io.rxpath.poller.EngineKind;

/** Runs one cell after the other on a bench. One thread, the one that opened the laboratory. */
final class CellRunner {
    private static final double FIRST_WARM_UP_SECONDS = 1.5;
    private static final double WARM_UP_SECONDS = 0.4;
    /** Events of an engine that sleeps between packets, bytes each second and CPU. */
    private static final double SLEEPING_BYTES = 160e6;
    /** Those of one that makes a system call every microsecond. */
    private static final double SPINNING_BYTES = 160e6;
    private static final long LEAST_TRACE_BYTES = 192L << 20;
    private static final long MOST_TRACE_BYTES = 2L << 30;
    private static final long KERNEL_USEC_NS = 1_024;

    private final Bench bench;
    private final Oracle oracle;
    private final AtomicLong clockStepNs = new AtomicLong();
    private final LabelFault fault;
    private final Set<String> warm = new HashSet<>();

    /**
     * Creates the runner.
     *
     * @param fault what becomes of the labels
     */
    CellRunner(Bench bench, Oracle oracle, LabelFault fault) {
        this.bench = bench;
        this.oracle = oracle;
        this.fault = fault;
    }

    /** Runs a cell; what goes wrong in it fails it. */
    CellResult run(Cell cell) {
        try {
            return runWhole(cell);
        } catch (RuntimeException wrong) {
            String why = wrong.getMessage() == null ? wrong.toString() : wrong.getMessage();
            return CellResult.without(cell.id(), cell.scenario().name(), witness(cell), Verdict.FAILED, why);
        }
    }

    private static String witness(Cell cell) {
        return cell.witness().name().toLowerCase(Locale.ROOT);
    }

    private CellResult runWhole(Cell cell) {
        prepareDevices(cell);
        LabellingHandler handler = new LabellingHandler(cell.scenario().handling(), fault);
        try (Receiver receiver = Receiver.open(bench.config(cell), worker -> handler, clocks(cell))) {
            receiver.start();
            CellTraffic traffic = new CellTraffic(bench, cell, handler, receiver.workers().getFirst());
            warmUp(cell, traffic, handler);
            Labels labels = new Labels(Math.toIntExact(cell.packets()) + CellTraffic.LEAD_IN_PACKETS + 64);
            CellTraffic.Passed passed = record(cell, traffic, handler, labels);
            Oracle.Judgement judgement = oracle.judge(labels, facts(cell), cell);
            long lostInSocket = traffic.socketDrops(passed);
            WorkerStatus status = receiver.workers().getFirst();
            String kernelWitness = status.kernelWitness() + ", records lost " + status.kernelWitnessOverruns()
                    + " times";
            receiver.stop();
            receiver.failure().ifPresent(failure -> {
                throw new LabException("the receiver ended by itself: " + failure.getMessage(), failure);
            });
            return result(cell, passed, lostInSocket, judgement, notes(receiver, kernelWitness, handler));
        }
    }

    /** The machine's own clock is never set: what the receiver reads of it is. */
    private Supplier<Clocks> clocks(Cell cell) {
        return cell.scenario().has(Trait.CLOCK_SEAM)
                ? () -> Clocks.stepping(clockStepNs::get)
                : Clocks::create;
    }

    private void warmUp(Cell cell, CellTraffic traffic, LabellingHandler handler) {
        boolean first = warm.add(cell.mode().engine() + " " + cell.witness());
        traffic.warmUp(first ? FIRST_WARM_UP_SECONDS : WARM_UP_SECONDS);
        if (handler.pollTid() < 0) {
            throw new LabException("no packet of the warm-up came to the receiver", null);
        }
    }

    /** The cell's feed between the beginning of recording and its end, which the oracle makes. */
    private CellTraffic.Passed record(Cell cell, CellTraffic traffic, LabellingHandler handler,
            Labels labels) {
        Stage stage = new Stage(handler.pollTid(), bench.cpus().receiver(), bench.cpus().other(),
                bench.cpus().third(), clockStepNs::addAndGet);
        oracle.start(handler.pollTid(), Bench.devices(cell).stream().distinct().toList(), traceBytes(cell));
        try {
            handler.labelInto(labels);
            CellTraffic.Passed passed = traffic.feed(stage);
            handler.labelInto(null);
            return passed;
        } catch (RuntimeException wrong) {
            oracle.discard();
            throw wrong;
        }
    }

    private void prepareDevices(Cell cell) {
        Laboratory laboratory = bench.laboratory();
        if (cell.scenario().setup().sockets() == Setup.Sockets.TWO_DEVICES) {
            laboratory.connectSecond();
        }
        boolean deferral = cell.mode().deferral();
        Optional<String> refused = laboratory.moderate(deferral ? Setup.DEFER_HARD_IRQS : 0,
                deferral ? cell.scenario().setup().flushNs() : 0);
        if (refused.isPresent()) {
            throw new LabException("the device's deferral cannot be set: " + refused.get(), null);
        }
    }

    private static long traceBytes(Cell cell) {
        EngineKind engine = cell.mode().engine();
        double each = engine == EngineKind.SPINNING ? SPINNING_BYTES : SLEEPING_BYTES;
        long bytes = (long) (each * (cell.scenario().feed().seconds(cell.quick()) + 1));
        return Math.clamp(bytes, LEAST_TRACE_BYTES, MOST_TRACE_BYTES);
    }

    private static CellFacts facts(Cell cell) {
        boolean polls = cell.mode().engine() != EngineKind.INTERRUPT;
        return new CellFacts(polls, polls ? cell.scenario().setup().windowUsecs() * KERNEL_USEC_NS : 0,
                LimitsConfig.DEFAULT.stealFloorNs(), LimitsConfig.DEFAULT.fastHitNs(), Bench.devices(cell),
                cell.mode().deferral(), cell.scenario().has(Trait.SHARED_CORE));
    }

    private static List<String> notes(Receiver receiver, String kernelWitness, LabellingHandler handler) {
        List<String> notes = new ArrayList<>();
        receiver.napiWatchFailure().ifPresent(why -> notes.add("nothing is known of the NAPIs: " + why));
        notes.add("kernel witness: " + kernelWitness);
        if (handler.foreign() > 0) {
            notes.add(handler.foreign() + " packets came that our sender did not send");
        }
        return notes;
    }

    private static CellResult result(Cell cell, CellTraffic.Passed passed, long lostInSocket,
            Oracle.Judgement judgement, List<String> notes) {
        Verdict verdict;
        String because = "";
        if (!judgement.failure().isEmpty()) {
            verdict = Verdict.FAILED;
            because = judgement.failure();
        } else if (judgement.figures().judged() == 0) {
            verdict = Verdict.FAILED;
            because = "no packet of it could be judged";
        } else if (cell.scenario().exempt().isPresent()) {
            verdict = Verdict.EXEMPT;
            because = cell.scenario().exempt().get();
        } else {
            verdict = judgement.bars().stream().anyMatch(BarResult::failed) ? Verdict.BELOW : Verdict.MET;
        }
        return new CellResult(cell.id(), cell.scenario().name(), witness(cell), verdict, because,
                passed.sent(), passed.received(), passed.lostInDevice(), lostInSocket, passed.seconds(),
                judgement.figures(), judgement.bars(), notes);
    }
}

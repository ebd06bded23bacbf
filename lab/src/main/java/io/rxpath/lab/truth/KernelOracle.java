package io.rxpath.lab.truth;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.rxpath.lab.oracle.BarResult;
import io.rxpath.lab.oracle.Bars;
import io.rxpath.lab.oracle.CellFacts;
import io.rxpath.lab.oracle.Comparison;
import io.rxpath.lab.oracle.ConfusionMatrix;
import io.rxpath.lab.oracle.Labels;
import io.rxpath.lab.oracle.PartErrors;
import io.rxpath.lab.oracle.RecorderCommand;
import io.rxpath.lab.oracle.Trace;
import io.rxpath.lab.oracle.TraceRecorder;
import io.rxpath.lab.oracle.Truth;
import io.rxpath.lab.oracle.TruthOracle;
import io.rxpath.lab.oracle.UnjoinableTraceException;
import io.rxpath.lab.oracle.Witnessed;
import io.rxpath.lab.truth.result.Figures;
import io.rxpath.lab.truth.result.PartError;
import io.rxpath.poller.WitnessLevel;

/** The oracle that goes by the kernel's own trace. */
final class KernelOracle implements Oracle {
    /** Of the room on the CPUs that the poll thread may not use: they have the JVM's safepoints and the sender. */
    private static final int OTHER_SHARE = 2;

    private final TraceRecorder recorder;
    private final TruthOracle oracle = new TruthOracle();
    private final Path packets;

    private KernelOracle(TraceRecorder recorder, Path packets) {
        this.recorder = recorder;
        this.packets = packets;
    }

    /**
     * Starts the recorder's process.
     *
     * @param lifeSeconds after how long it ends by itself, whatever happens
     * @param packets the folder for the table of each cell's packets; null for none
     * @throws io.rxpath.lab.oracle.TraceException where the kernel refuses it
     */
    static KernelOracle open(long lifeSeconds, Path packets) {
        return new KernelOracle(TraceRecorder.open(RecorderCommand.likeThisProcess(List.of(), lifeSeconds)),
                packets);
    }

    @Override
    public void start(int pollTid, List<String> devices, long bytesPerCpu) {
        recorder.start(pollTid, devices, bytesPerCpu, bytesPerCpu / OTHER_SHARE);
    }

    @Override
    public void discard() {
        recorder.stop();
    }

    @Override
    public Judgement judge(Labels labels, CellFacts facts, Cell cell) {
        Trace trace = recorder.stop();
        if (trace.overrun() > 0) {
            return Judgement
                    .failed(trace.overrun() + " records of the trace were lost: the buffers are too small");
        }
        Truth truth;
        try {
            truth = oracle.judge(trace, labels, facts);
        } catch (UnjoinableTraceException unjoinable) {
            return Judgement.failed(unjoinable.getMessage());
        }
        if (packets != null) {
            PacketTable.write(packets, cell.id(), labels, truth);
        }
        Comparison comparison = new Comparison(labels, truth, witnessed(cell.witness()),
                Math.min(labels.size(), CellTraffic.LEAD_IN_PACKETS));
        List<BarResult> bars = cell.scenario().exempt().map(why -> Bars.ofExemptCell(comparison, facts, why))
                .orElseGet(() -> Bars.ofCell(comparison, facts));
        return new Judgement(figures(comparison, truth, cell.witness() == WitnessLevel.FULL), bars, "");
    }

    private static Witnessed witnessed(WitnessLevel level) {
        return switch (level) {
            case OFF -> Witnessed.NO;
            case OWN -> Witnessed.OWN;
            case FULL -> Witnessed.FULL;
        };
    }

    private static Figures figures(Comparison all, Truth truth, boolean knowsWays) {
        Map<String, Long> unjudged = new HashMap<>();
        truth.unjudged(CellTraffic.LEAD_IN_PACKETS)
                .forEach((reason, count) -> unjudged.put(reason, (long) count));
        return new Figures(all.packets(), all.branches().total(), all.border().part(), all.unbarred().part(),
                unjudged, pairs(all.branches(), true), pairs(all.causes(), false), all.causes().total(),
                knowsWays ? pairs(all.vias(), false) : Map.of(), knowsWays ? all.vias().total() : 0,
                all.unknown().part(), all.hotButNot().part(), all.wronglyVerified().whole(),
                all.wronglyVerified().part(),
                List.of(part("steal", all.stealErrors()), part("poll", all.pollErrors()),
                        part("fallback", all.fallbackErrors())),
                all.stealWithin().whole(), all.stealWithin().part(), all.stalled().part(),
                all.sumsWrong().part());
    }

    /** The counts by label and truth; those that agree only where {@code all} are wanted. */
    private static <E extends Enum<E>> Map<String, Long> pairs(ConfusionMatrix<E> matrix, boolean all) {
        Map<String, Long> pairs = new HashMap<>();
        matrix.rows().forEach((truth, labels) -> labels.forEach((label, count) -> {
            if (all || label != truth) {
                pairs.put(label + "/" + truth, count);
            }
        }));
        return pairs;
    }

    private static PartError part(String name, PartErrors errors) {
        return new PartError(name, errors.count(), errors.p50Ns(), errors.p99Ns(), errors.maxNs());
    }

    @Override
    public void close() {
        recorder.close();
    }
}

package io.rxpath.lab.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;

import io.rxpath.lab.AloneOnTheMachine;
import io.rxpath.lab.oracle.BarResult;
import io.rxpath.lab.truth.result.CellResult;
import io.rxpath.lab.truth.result.Figures;
import io.rxpath.lab.truth.result.TruthResult;
import io.rxpath.lab.truth.result.TruthText;
import io.rxpath.lab.truth.result.Verdict;
import io.rxpath.linux.CpuAffinity;
import io.rxpath.linux.Libc;
import io.rxpath.linux.Namespaces;
import io.rxpath.poller.WitnessLevel;
import io.rxpath.telemetry.event.Branch;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Cells beside the kernel's own trace. What a busy machine takes from the receiver is in both, and agrees. */
@Timeout(180)
@ExtendWith(AloneOnTheMachine.class)
class TruthQuickTest {
    private static final TruthProgress SILENT = new TruthProgress() {
        @Override
        public void note(String sentence) {
            // Nobody looks on.
        }

        @Override
        public void cell(String cell, int number, int cells) {
            // Nobody looks on.
        }

        @Override
        public void result(CellResult result) {
            // The result has them all.
        }
    };

    private static TruthResult run(String scenario, LabelFault fault) throws Exception {
        return run(new TruthOptions(List.of(scenario), Set.of(), List.of(WitnessLevel.OFF), 1, true, null,
                null, false, false), fault);
    }

    private static TruthResult run(TruthOptions options, LabelFault fault) throws Exception {
        Assumptions.assumeTrue(Libc.geteuid() == 0 && Namespaces.initialUserNamespace(),
                "recording the kernel's trace needs root");
        Assumptions.assumeTrue(CpuAffinity.allowed().cardinality() >= 2, "one CPU only");
        // The run takes its thread into a namespace for good.
        FutureTask<TruthResult> run = new FutureTask<>(() -> new TruthRun(options, SILENT, fault).run());
        new Thread(run, "truth").start();
        return run.get();
    }

    private static CellResult only(TruthResult result) {
        assertEquals(1, result.cells().size());
        return result.cells().getFirst();
    }

    @Test
    void aSteadyCellIsJudged() throws Exception {
        CellResult cell = only(run("steady-200us/interrupt/plain", LabelFault.NONE));
        assertTrue(cell.ran(), () -> TruthText.of(cell));
        assertEquals(3_000 + CellTraffic.LEAD_IN_PACKETS, cell.sent());
        assertEquals(cell.received() - CellTraffic.LEAD_IN_PACKETS, cell.figures().labelled());
        assertEquals(0, cell.figures().falseHot(), () -> TruthText.of(cell));
        assertEquals(0, cell.figures().badSums(), () -> TruthText.of(cell));
        assertTrue(cell.figures().agreed() > 0.9 * cell.figures().judged(), () -> TruthText.of(cell));
    }

    /** Every cell that {@code rxpath truth --quick} runs, at both levels. */
    @Test
    void theQuickSubsetIsJudgedToItsEnd() throws Exception {
        TruthResult result = run(TruthOptions.quick(null), LabelFault.NONE);
        assertTrue(result.cells().size() >= 24, () -> TruthText.summary(result));
        assertEquals(List.of(), result.cells(Verdict.FAILED), () -> TruthText.summary(result));
        assertEquals(List.of(), result.cells(Verdict.SKIPPED), () -> TruthText.summary(result));
        for (CellResult cell : result.cells()) {
            assertEquals(0, cell.figures().badSums(), () -> TruthText.of(cell));
            assertEquals(cell.received() - CellTraffic.LEAD_IN_PACKETS, cell.figures().labelled(),
                    () -> TruthText.of(cell));
        }
        // Looser than the bars, which are for a machine that has nothing else to do.
        List<Figures> witnessed = figures(result, "full");
        long compared = witnessed.stream().mapToLong(figures -> Figures.sum(figures.branches())).sum();
        long agreed = witnessed.stream().mapToLong(Figures::agreed).sum();
        assertTrue(agreed > 0.97 * compared, () -> TruthText.summary(result));
        long verified = witnessed.stream().mapToLong(Figures::verified).sum();
        long wrong = witnessed.stream().mapToLong(Figures::verifiedWrong).sum();
        assertTrue(verified > 0.5 * compared && wrong <= 0.001 * verified, () -> TruthText.summary(result));
        List<Figures> inferred = figures(result, "off");
        long labelled = inferred.stream().mapToLong(Figures::labelled).sum();
        long falseHot = inferred.stream().mapToLong(Figures::falseHot).sum();
        assertTrue(falseHot <= 0.01 * labelled, () -> TruthText.summary(result));
    }

    private static List<Figures> figures(TruthResult result, String witness) {
        return result.cells().stream().filter(cell -> cell.witness().equals(witness)).map(CellResult::figures)
                .toList();
    }

    @Test
    void wrongLabelsAreFoundOut() throws Exception {
        CellResult cell = only(run("steady-200us/interrupt/plain", (number, branch) -> Branch.HOT_POLL));
        assertEquals(Verdict.BELOW, cell.verdict(), () -> TruthText.of(cell));
        assertEquals(Set.of("branch", "hot"),
                cell.bars().stream().filter(BarResult::failed).map(BarResult::name)
                        .filter(Set.of("branch", "hot")::contains).collect(Collectors.toSet()),
                () -> TruthText.of(cell));
        assertEquals(0, cell.figures().agreed(), () -> TruthText.of(cell));
    }
}

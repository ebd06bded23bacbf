package io.rxpath.lab.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.rxpath.lab.CpuPlan;
import io.rxpath.lab.AloneOnTheMachine;
import io.rxpath.lab.InLaboratory;
import io.rxpath.lab.Laboratory;
import io.rxpath.lab.oracle.BarResult;
import io.rxpath.lab.oracle.CellFacts;
import io.rxpath.lab.oracle.Labels;
import io.rxpath.lab.truth.disturbance.Disturbance;

import io.rxpath.lab.truth.result.CellResult;
import io.rxpath.lab.truth.result.Figures;
import io.rxpath.lab.truth.result.Verdict;
import io.rxpath.linux.CpuAffinity;
import io.rxpath.linux.Libc;
import io.rxpath.linux.Namespaces;
import io.rxpath.poller.WitnessLevel;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Cells are run as they are described; an oracle that believes everything stands in for the real one. */
@Timeout(120)
@ExtendWith(AloneOnTheMachine.class)
class CellRunnerTest {
    /** Believes every label, and notes what it was asked. */
    private static final class Believer implements Oracle {
        private final List<String> asked = new ArrayList<>();
        private Labels labels;
        private CellFacts facts;
        private BarResult.Outcome outcome = BarResult.Outcome.PASSED;
        private String failure = "";

        @Override
        public void start(int pollTid, List<String> devices, long bytesPerCpu) {
            assertTrue(pollTid > 0 && bytesPerCpu > 0);
            asked.add("start " + devices);
        }

        @Override
        public void discard() {
            asked.add("discard");
        }

        @Override
        public Judgement judge(Labels all, CellFacts ofCell, Cell cell) {
            labels = all;
            facts = ofCell;
            asked.add("judge");
            return new Judgement(
                    new Figures(all.size(), all.size(), 0, 0, Map.of(), Map.of(), Map.of(), 0, Map.of(), 0, 0,
                            0, 0, 0, List.of(), 0, 0, 0, 0),
                    List.of(new BarResult("branch", outcome, "as asked")), failure);
        }

        @Override
        public void close() {
            asked.add("close");
        }
    }

    private static Cell cell(String name) {
        TruthOptions options = new TruthOptions(List.of(name), Set.of(), List.of(WitnessLevel.OFF), 1, true,
                null, null, false, false);
        return CellSelection.of(Scenarios.all(null), options).getFirst();
    }

    private interface Work {
        void run(CellRunner runner, Believer oracle);
    }

    private static void onBench(LabelFault fault, Work work) throws Exception {
        Assumptions.assumeTrue(Libc.geteuid() == 0 && Namespaces.initialUserNamespace(),
                "deferral and preferred busy polling need root");
        CpuPlan cpus = CpuPlan.of(CpuAffinity.allowed());
        InLaboratory.run(laboratory -> {
            Believer oracle = new Believer();
            work.run(new CellRunner(new Bench(laboratory, cpus), oracle, fault), oracle);
        });
    }

    @Test
    void everyPacketSentAfterTheWarmUpIsLabelledOnceOrCountedAsLost() throws Exception {
        onBench(LabelFault.NONE, (runner, oracle) -> {
            CellResult result = runner.run(cell("steady-20us/blocking/defer"));
            assertEquals(Verdict.MET, result.verdict(), result::because);
            assertEquals(10_000 + CellTraffic.LEAD_IN_PACKETS, result.sent());
            assertEquals(0, result.unaccounted(), result::toString);
            assertEquals(result.received(), oracle.labels.size());
            for (int i = 1; i < oracle.labels.size(); i++) {
                assertTrue(oracle.labels.sequence(i) > oracle.labels.sequence(i - 1), "packet " + i);
            }
            assertEquals(List.of("start [" + Laboratory.DEVICE + "]", "judge"), oracle.asked);
            assertTrue(oracle.facts.busyPollWanted() && oracle.facts.deferral());
            assertEquals(5_120_000, oracle.facts.windowNs());
        });
    }

    @Test
    void twoSocketsTakeTurnsOnOneDeviceOrOnTwo() throws Exception {
        onBench(LabelFault.NONE, (runner, oracle) -> {
            for (String name : List.of("two-sockets/spinning/defer", "mixed-napi/epoll/plain")) {
                CellResult result = runner.run(cell(name));
                assertEquals(Verdict.MET, result.verdict(), result::because);
                assertEquals(0, result.unaccounted(), result::toString);
                long second = 0;
                for (int i = 0; i < oracle.labels.size(); i++) {
                    second += oracle.labels.socket(i);
                }
                assertTrue(second > 0.4 * oracle.labels.size() && second < 0.6 * oracle.labels.size(),
                        result::toString);
            }
            assertEquals(List.of(Laboratory.DEVICE, Laboratory.SECOND_DEVICE), oracle.facts.deviceOfSocket());
        });
    }

    @Test
    void whatTheOracleSaysDecides() throws Exception {
        onBench(LabelFault.NONE, (runner, oracle) -> {
            oracle.outcome = BarResult.Outcome.FAILED;
            assertEquals(Verdict.BELOW, runner.run(cell("poisson/interrupt/plain")).verdict());
            oracle.failure = "the trace has a hole";
            CellResult failed = runner.run(cell("poisson/interrupt/plain"));
            assertEquals(Verdict.FAILED, failed.verdict());
            assertEquals("the trace has a hole", failed.because());
        });
    }

    @Test
    void aDisturbanceThatCannotBeginFailsItsCellAndRecordingEnds() throws Exception {
        onBench(LabelFault.NONE, (runner, oracle) -> {
            Cell cell = cell("poisson/blocking/plain");
            Scenario broken = cell.scenario().with((Disturbance) stage -> {
                throw new IllegalStateException("no such thing");
            });
            CellResult result = runner.run(new Cell(broken, cell.mode(), cell.witness(), 1, true));
            assertEquals(Verdict.FAILED, result.verdict());
            assertEquals("no such thing", result.because());
            assertEquals(List.of("start [" + Laboratory.DEVICE + "]", "discard"), oracle.asked);
        });
    }
}

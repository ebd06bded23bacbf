package io.rxpath.bench.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.rxpath.linux.CpuAffinity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The least that JMH measures: that it forks with this JVM's flags, and that its figures are read. */
@Timeout(120)
class StepRunTest {
    private static final Effort LEAST = new Effort(1, 0, 50, 1, 50);

    private final List<String> progress = new ArrayList<>();

    private StepTable run(int cpu, Step... steps) {
        return new StepRun(LEAST, cpu, progress::add).run(List.of(steps));
    }

    @Test
    void aStepIsMeasuredBesideTheBareCallAndWhatItNeeds() {
        StepTable table = run(CpuAffinity.allowed().nextSetBit(0), Step.CLASSIFY_SOFTIRQ, Step.RECEIVE_64);
        assertEquals(Map.of(), table.absent());
        assertEquals(Set.of(Step.BARE_CALL, Step.RECEIVE_64, Step.ENTER_CALL, Step.CLASSIFY_SOFTIRQ),
                table.measured().keySet());
        table.measured().forEach((step, cost) -> {
            assertTrue(cost.ns() > 0, () -> step + " " + cost);
            assertTrue(cost.allocatedBytes() >= 0, () -> step + " " + cost);
            assertTrue(Double.isNaN(cost.errorNs()), () -> "one sample: " + step + " " + cost);
        });
        assertEquals(List.of("round 1 of 1: bare system call", "round 1 of 1: receive call for 64",
                "round 1 of 1: enter a call", "round 1 of 1: classify, a softirq's"), progress);
    }

    @Test
    void whatCannotBeMeasuredSaysWhy() {
        StepTable table = run(8_000);
        assertTrue(table.measured().isEmpty());
        String reason = table.absent().get(Step.BARE_CALL);
        assertTrue(reason.startsWith("sched_setaffinity(CPU 8000): EINVAL"), reason);
        assertTrue(StepReport.of(table, "").contains("bare-call: not measured: sched_setaffinity"));
    }
}

package io.rxpath.bench.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

class StepTableTest {
    @Test
    void whatAStepNeedsBeforehandIsTakenOff() {
        assertEquals(Optional.of(new Cost(20, 5, 0)), Samples.TABLE.cost(Step.CLASSIFY_POLLED));
        assertEquals(Optional.of(new Cost(40, 10, 0.01)), Samples.TABLE.cost(Step.WORKER_PUBLISH_1));
        assertEquals(Optional.of(new Cost(20, 3, 0)), Samples.TABLE.cost(Step.ENTER_CALL));
    }

    @Test
    void withoutItsPreparationAStepIsNotMeasured() {
        assertEquals(Optional.empty(), Samples.TABLE.cost(Step.WORKER_PUBLISH_64));
        assertEquals(Optional.empty(), Samples.TABLE.cost(Step.TURN));
    }

    @Test
    void ratiosAreToTheBareCallOfTheSameRun() {
        assertEquals(Optional.of(0.1),
                Samples.TABLE.cost(Step.CLASSIFY_POLLED).flatMap(Samples.TABLE::ratio));
        assertEquals(Optional.empty(), new StepTable(Map.of(), Map.of()).ratio(new Cost(1, 0, 0)));
    }

    @Test
    void theBarHoldsTheWholeWorkerAndTheTurnsCounters() {
        StepBar bar = StepBar.of(Samples.TABLE).orElseThrow();
        assertEquals(42, bar.cost().ns());
        assertEquals(0.21, bar.ratio(), 1e-9);
        assertEquals(38, bar.apart().orElseThrow().ns());
        assertTrue(bar.isMet());
        assertTrue(StepBar.of(Samples.table(78, 0)).orElseThrow().isMet(), "at most");
        assertFalse(StepBar.of(Samples.table(79, 0)).orElseThrow().isMet());
        assertFalse(StepBar.of(Samples.table(70, 0.5)).orElseThrow().isMet(), "it allocates");
        assertEquals(Optional.empty(), StepBar.of(new StepTable(Map.of(), Map.of())));
    }
}

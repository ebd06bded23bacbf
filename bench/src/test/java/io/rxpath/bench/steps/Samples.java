package io.rxpath.bench.steps;

import java.util.EnumMap;
import java.util.Map;

/** Figures made by hand. */
final class Samples {
    /** A bare call of 200 ns; 30 ns to make a batch, a worker that needs 70 ns with it, 2 ns for the turn. */
    static final StepTable TABLE = table(70, 0.01);

    private Samples() {
    }

    static StepTable table(double workerNs, double workerBytes) {
        Map<Step, Cost> costs = new EnumMap<>(Step.class);
        costs.put(Step.BARE_CALL, new Cost(200, 5, 0));
        costs.put(Step.ENTER_CALL, new Cost(20, 3, 0));
        costs.put(Step.CLASSIFY_POLLED, new Cost(40, 4, 0));
        costs.put(Step.COUNT_PACKET, new Cost(6, Double.NaN, 0));
        costs.put(Step.COUNT_TURN, new Cost(2, 0, 0));
        costs.put(Step.PUBLISH, new Cost(10, 0, 0));
        costs.put(Step.BATCH_1, new Cost(30, 6, 8));
        costs.put(Step.WORKER_PUBLISH_1, new Cost(workerNs, 8, workerBytes));
        costs.put(Step.WORKER_PUBLISH_64, new Cost(workerNs, 8, workerBytes));
        return new StepTable(costs, Map.of(Step.TURN, "EPERM"));
    }
}

package io.rxpath.bench.steps;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was measured in one run.
 *
 * @param measured each step with what it has to do beforehand
 * @param absent why a step was not measured
 */
public record StepTable(Map<Step, Cost> measured, Map<Step, String> absent) {
    /** Copies both, in the order of the steps. */
    public StepTable {
        measured = ordered(measured);
        absent = ordered(absent);
    }

    private static <V> Map<Step, V> ordered(Map<Step, V> map) {
        Map<Step, V> copy = new EnumMap<>(Step.class);
        copy.putAll(map);
        return Collections.unmodifiableMap(copy);
    }

    /** What a packet costs in a step alone; empty where the step, or what it has to do beforehand, was not measured. */
    public Optional<Cost> cost(Step step) {
        Optional<Cost> cost = Optional.ofNullable(measured.get(step));
        return step.preparation().isEmpty()
                ? cost
                : cost.flatMap(
                        own -> Optional.ofNullable(measured.get(step.preparation().get())).map(own::without));
    }

    /** A cost over that of the bare system call. */
    public Optional<Double> ratio(Cost cost) {
        return Optional.ofNullable(measured.get(Step.BARE_CALL)).map(call -> cost.ns() / call.ns());
    }

    /** Several steps one after the other; empty where one of them is. */
    Optional<Cost> sum(Step... steps) {
        Optional<Cost> sum = Optional.of(new Cost(0, 0, 0));
        for (Step step : steps) {
            Optional<Cost> cost = cost(step);
            sum = sum.flatMap(so -> cost.map(so::plus));
        }
        return sum;
    }
}

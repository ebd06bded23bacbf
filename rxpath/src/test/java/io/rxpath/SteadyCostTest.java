package io.rxpath;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SteadyCostTest {
    private final SteadyCost cost = new SteadyCost();

    private void add(int times, double each) {
        for (int i = 0; i < times; i++) {
            cost.add(each);
        }
    }

    @Test
    void whatNeverFallsIsSteadyAfterTheLeast() {
        add(SteadyCost.LEAST - 1, 10);
        assertFalse(cost.isSteady());
        add(1, 10);
        assertTrue(cost.isSteady());
    }

    @Test
    void afterAFallItTakesAWhileAgain() {
        add(SteadyCost.LEAST, 10);
        add(1, 9);
        assertFalse(cost.isSteady());
        add(SteadyCost.AGAIN - 1, 9);
        assertFalse(cost.isSteady());
        add(1, 9);
        assertTrue(cost.isSteady());
    }

    @Test
    void aFewPercentAreNoFall() {
        add(SteadyCost.LEAST, 10);
        add(1, 9.7);
        assertTrue(cost.isSteady());
    }

    @Test
    void slowFallsAddUp() {
        double each = 10;
        for (int i = 0; i < SteadyCost.LEAST * 2; i++, each *= 0.99) {
            cost.add(each);
        }
        assertFalse(cost.isSteady());
    }

    @Test
    void oneThatGrowsIsSteady() {
        add(1, 1);
        add(SteadyCost.LEAST, 50);
        assertTrue(cost.isSteady());
    }
}

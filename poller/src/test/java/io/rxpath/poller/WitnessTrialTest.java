package io.rxpath.poller;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class WitnessTrialTest {
    private final WitnessTrial trial = new WitnessTrial();

    private void packets(int count, boolean recorded) {
        for (int i = 0; i < count; i++) {
            trial.onCertain(recorded);
        }
    }

    @Test
    void aRecordForEachPacketPasses() {
        packets(63, true);
        assertFalse(trial.isPassed());
        packets(1, true);
        assertTrue(trial.isPassed());
        packets(100, false);
        assertTrue(trial.isPassed(), "it is a test of the start");
    }

    @Test
    void aDriverThatIsNotRecordedFailsAndIsTriedAgain() {
        packets(64, false);
        assertFalse(trial.isPassed());
        assertTrue(trial.describe().contains("64 of 64"), trial.describe());
        packets(5, false);
        packets(59, true);
        assertFalse(trial.isPassed());
        packets(64, true);
        assertTrue(trial.isPassed());
    }
}

package io.rxpath.bench.contender;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DrainMeterTest {
    private long nowNs;
    private long cpuNs;

    private long clock() {
        return nowNs += 1_000;
    }

    @Test
    void theFirstIsHeldAndTheRestMeasured() {
        DrainMeter meter = new DrainMeter(4, this::clock, () -> cpuNs);
        for (long sequence = 0; sequence < 8; sequence++) {
            long beforeNs = nowNs;
            meter.onPacket(sequence);
            assertEquals(sequence % 4 == 0, nowNs - beforeNs > DrainMeter.HOLD_NS, "packet " + sequence);
            cpuNs += 100; // what the next packet takes
        }
        assertEquals(6, meter.drained());
        assertEquals(600, meter.drainNs());
    }

    @Test
    void aGroupThatIsNotWholeDoesNotCount() {
        DrainMeter meter = new DrainMeter(4, this::clock, () -> cpuNs);
        meter.onPacket(3); // its first was lost
        meter.onPacket(4);
        cpuNs += 5_000;
        meter.onPacket(8); // and the last of this one
        cpuNs += 300;
        meter.onPacket(11);
        assertEquals(3, meter.drained());
        assertEquals(300, meter.drainNs());
    }

    @Test
    void withoutGroupsThereIsNothingToMeasure() {
        assertFalse(new DrainMeter(0, this::clock, () -> cpuNs).isOn());
        assertTrue(new DrainMeter(4, this::clock, () -> cpuNs).isOn());
    }
}

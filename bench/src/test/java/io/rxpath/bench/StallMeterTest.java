package io.rxpath.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.PrimitiveIterator;
import java.util.stream.LongStream;

import io.rxpath.linux.CpuAffinity;
import org.junit.jupiter.api.Test;

class StallMeterTest {
    @Test
    void findsTheGaps() {
        PrimitiveIterator.OfLong clock = LongStream.of(5, 100, 50_099, 100_099, 400_099, 500_005).iterator();
        assertEquals(new Stalls(300_000, 3, 500_000), StallMeter.spin(clock::nextLong, 500_000));
    }

    @Test
    void partsAddUp() {
        Stalls sum = Stalls
                .sum(List.of(new Stalls(70_000, 2, 500_000_000), new Stalls(60_000, 1, 500_000_000)));
        assertEquals(new Stalls(70_000, 3, 1_000_000_000), sum);
        assertEquals(Stalls.NONE, Stalls.sum(List.of()));
    }

    @Test
    void runsOnTheCpuItIsTold() {
        Stalls stalls = StallMeter.on(CpuAffinity.allowed().nextSetBit(0), 2_000_000);
        assertTrue(stalls.spunNs() >= 2_000_000 && stalls.longestNs() > 0, stalls::toString);
    }
}

package io.rxpath.bench.contender;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalLong;

import io.rxpath.bench.Metric;
import io.rxpath.bench.Reading;
import io.rxpath.bench.Seat;
import org.junit.jupiter.api.Test;

class LatencyRecorderTest {
    private static final Seat SEAT = new Seat(new InetSocketAddress(1), "lab0", 0, 1, 5_000_000, 0);
    private static final int KEPT_BYTES = 100_000;

    private long nowNs = 7_000_000_000L;
    private long cpuNs = 40_000_000;
    private byte[] kept;

    private final LatencyRecorder recorder = new LatencyRecorder(SEAT, () -> nowNs, () -> cpuNs);

    /** One packet after another, 1 ms and half as much CPU time apart. */
    private int packets(int count) {
        int measured = 0;
        for (int i = 0; i < count; i++) {
            if (!recorder.isWarmUp()) {
                recorder.sent(i, nowNs - 200, nowNs - 200, nowNs);
                measured++;
            }
            nowNs += 1_000_000;
            cpuNs += 500_000;
        }
        return measured;
    }

    private Reading reading() {
        return recorder.reading(recorder.usage(), Optional.empty());
    }

    @Test
    void theWarmUpIsATimeFromTheFirstPacket() {
        assertEquals(0, packets(5));
        assertEquals(3, packets(3));
        assertEquals(8, reading().counts().received());
        assertEquals(3, reading().measured());
    }

    @Test
    void theCpuTimeEndsWithTheLastPacket() {
        packets(5 + 11);
        nowNs += 200_000_000;
        cpuNs += 200_000_000;
        Reading reading = reading();
        assertEquals(5_000_000, reading.cpu().ns());
        assertEquals(10_000_000, reading.cpu().wallNs());
        assertEquals(5_000_000 / 11.0, Metric.CPU_PER_PACKET.of(reading).orElseThrow());
    }

    @Test
    void whatIsOnlyWarmUpHasNoFigures() {
        packets(5);
        assertEquals(OptionalLong.empty(), reading().allocatedBytes());
        assertTrue(Metric.CPU.of(reading()).isEmpty());
        assertTrue(Metric.CPU_PER_PACKET.of(reading()).isEmpty());
    }

    @Test
    void theHeapIsCountedFromTheEndOfTheWarmUp() {
        kept = new byte[KEPT_BYTES];
        packets(6);
        long noneYet = recorder.usage().allocatedBytes().orElseThrow();
        kept = new byte[KEPT_BYTES];
        long grown = recorder.usage().allocatedBytes().orElseThrow() - noneYet;
        assertTrue(grown >= KEPT_BYTES && grown < 2 * KEPT_BYTES, kept.length + " were " + grown);
        assertFalse(noneYet >= KEPT_BYTES, "what the warm-up allocated does not count: " + noneYet);
    }
}

package io.rxpath.telemetry.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

class LatencyPartsTest {
    private static final long[] EXTREMES = {Long.MIN_VALUE, Long.MIN_VALUE + 1, -1, 0, 1, 49_999, 50_000,
        50_001, Long.MAX_VALUE - 1, Long.MAX_VALUE};

    @Test
    void thePartsSumToTheLatencyForRandomInputs() {
        final long seed = System.nanoTime();
        final SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 300_000; i++) {
            check(any(random), any(random), Deliverer.values()[random.nextInt(3)], any(random),
                    "seed " + seed);
        }
    }

    @Test
    void thePartsSumToTheLatencyAtTheExtremes() {
        for (final long latency : EXTREMES) {
            for (final long steal : EXTREMES) {
                for (final long fastHit : EXTREMES) {
                    for (final Deliverer deliverer : Deliverer.values()) {
                        check(latency, steal, deliverer, fastHit, "extremes");
                    }
                }
            }
        }
    }

    @Test
    void aFastHitIsAllPoll() {
        assertEquals(5_300, LatencyParts.pollNs(5_300, 0, Deliverer.BUSY_POLL, 50_000));
        assertEquals(0, LatencyParts.fallbackNs(5_300, 0, Deliverer.BUSY_POLL, 50_000));
    }

    @Test
    void stealComesFirst() {
        assertEquals(60_000, LatencyParts.stealNs(60_000, 90_000));
        assertEquals(0, LatencyParts.pollNs(60_000, 90_000, Deliverer.BUSY_POLL, 50_000));
        assertEquals(0, LatencyParts.fallbackNs(60_000, 90_000, Deliverer.SOFTIRQ, 50_000));
    }

    private static void check(long latency, long steal, Deliverer deliverer, long fastHit, String hint) {
        final long stolen = LatencyParts.stealNs(latency, steal);
        final long poll = LatencyParts.pollNs(latency, steal, deliverer, fastHit);
        final long fallback = LatencyParts.fallbackNs(latency, steal, deliverer, fastHit);
        final long unattributed = LatencyParts.unattributedNs(latency, steal, deliverer);
        final String at = hint + ": " + latency + " " + steal + " " + deliverer + " " + fastHit;
        assertTrue(stolen >= 0 && poll >= 0 && fallback >= 0 && unattributed >= 0, at);
        assertEquals(Math.max(latency, 0),
                Math.addExact(Math.addExact(stolen, poll), Math.addExact(fallback, unattributed)), at);
        assertTrue(poll == 0 || deliverer == Deliverer.BUSY_POLL && poll <= fastHit, at);
        assertTrue(fallback == 0 || deliverer != Deliverer.CONTESTED, at);
        assertTrue(unattributed == 0 || deliverer == Deliverer.CONTESTED, at);
        assertTrue(steal < 0 || steal > Math.max(latency, 0) || stolen == steal, at);
    }

    /** Any magnitude is as likely as any other. */
    private static long any(SplittableRandom random) {
        return random.nextLong() >> random.nextInt(64);
    }
}

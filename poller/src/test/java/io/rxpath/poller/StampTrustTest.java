package io.rxpath.poller;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class StampTrustTest {
    private static final long US = 1_000;
    private static final long MS = 1_000 * US;
    private static final long T = 1_000_000 * MS;
    private final StampTrust trust = new StampTrust(2);

    @Test
    void aPacketOlderThanAnEmptyQueueIsOfAnotherClock() {
        trust.onCall(0, T, true);
        trust.onCall(0, T + 5 * US, true);
        assertTrue(trust.trusts(1, T - 3 * MS, T), "nothing is known of the other queue");
        assertTrue(trust.trusts(0, T - 900 * US, T + 200 * US), "its softirq may have been held up");
        assertFalse(trust.trusts(0, T - 3 * MS, T + 6 * US));
    }

    @Test
    void aPacketOfTheCallThatEmptiedAQueueMayBeOld() {
        trust.onCall(0, T, false);
        trust.onCall(0, T + 5 * US, true);
        assertTrue(trust.trusts(0, T - 3 * MS, T + 6 * US));
    }

    @Test
    void oneClockIsShownByAPacketThatComesAtOnce() {
        trust.onCall(0, T, true);
        trust.onCall(0, T + 5 * US, true);
        assertFalse(trust.trusts(0, T - 3 * MS, T + 6 * US));
        trust.onCall(0, T + 9 * MS, true);
        assertFalse(trust.trusts(0, T + 6 * MS, T + 9 * MS), "it may have waited, or not");
        assertTrue(trust.trusts(0, T + 9 * MS, T + 9 * MS + 2 * US));
        assertTrue(trust.trusts(0, T + 7 * MS, T + 9 * MS + 3 * US));
    }

    @Test
    void aStampFromTheFutureIsOfAnotherClock() {
        assertFalse(trust.trusts(0, T + 1, T));
    }

    @Test
    void whoeverSetTheClockMayHaveSetOnlyOne() {
        trust.onCall(0, T, true);
        trust.restart();
        trust.onCall(0, T - 5 * MS, true);
        assertFalse(trust.trusts(0, T - 7 * MS, T - 5 * MS));
        assertTrue(trust.trusts(0, T - 5 * MS, T - 5 * MS + 3 * US),
                "nothing is left of what was known before");
    }
}

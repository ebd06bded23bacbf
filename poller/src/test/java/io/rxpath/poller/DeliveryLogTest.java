package io.rxpath.poller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

class DeliveryLogTest {
    private final DeliveryLog log = new DeliveryLog();

    @Test
    void eachRecordClaimsTheEarliestStampAtOrAfterIt() {
        log.add(100, Taker.SELF);
        log.add(110, Taker.SELF);
        assertFalse(log.claim(99, 0), "stamped before the first record");
        assertTrue(log.claim(120, 0));
        assertTrue(log.claim(121, 0), "one poll's packets are stamped together");
        assertFalse(log.claim(130, 0), "no third record");
        log.add(140, Taker.SELF);
        assertTrue(log.claim(140, 0));
    }

    @Test
    void aRecordThatNoStampFollowedSoonClaimsNone() {
        log.add(100, Taker.SELF);
        assertFalse(log.claim(1_000, 900));
        assertEquals(1, log.expired());
    }

    @Test
    void theLastRecordBeforeAStampNamesTheTaker() {
        log.add(100, Taker.SELF);
        log.add(200, Taker.REMOTE);
        assertEquals(Taker.UNKNOWN, log.lastBefore(99, 0));
        assertEquals(Taker.SELF, log.lastBefore(199, 0));
        assertEquals(Taker.REMOTE, log.lastBefore(200, 0));
        assertEquals(Taker.UNKNOWN, log.lastBefore(900, 300), "too long ago to be this packet's");
    }

    @Test
    void recordsOfSeveralCpusAreKeptInTheOrderOfTheirTimes() {
        SplittableRandom random = new SplittableRandom(5);
        List<Long> times = new ArrayList<>();
        long now = 0;
        for (int i = 0; i < 3_000; i++) {
            now += random.nextLong(1, 50);
            times.add(Math.max(0, now - random.nextLong(200))); // seen late
            log.add(times.getLast(), Taker.SELF);
        }
        times.sort(null);
        for (long time : times) {
            assertTrue(log.claim(time, Long.MIN_VALUE), "at " + time);
            assertFalse(log.claim(time - 1, Long.MIN_VALUE), "before " + time);
        }
        assertFalse(log.claim(Long.MAX_VALUE, Long.MIN_VALUE));
    }

    @Test
    void moreRecordsThanItHoldsPushOutTheOldest() {
        for (int i = 0; i < DeliveryLog.KEPT + 10; i++) {
            log.add(i, Taker.SELF);
        }
        assertFalse(log.claim(9, 0));
        assertTrue(log.claim(10, 0));
    }

    @Test
    void nothingOfBeforeACleanIsClaimed() {
        log.add(100, Taker.SELF);
        log.clear();
        assertFalse(log.claim(200, 0));
    }
}

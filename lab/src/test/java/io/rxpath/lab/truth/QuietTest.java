package io.rxpath.lab.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class QuietTest {
    @Test
    void aReceiverThatDoesNotTurnIsWaitedFor() {
        AtomicLong looks = new AtomicLong();
        AtomicLong accounted = new AtomicLong();
        // It gets its CPU back only after many looks, and then takes all at once.
        Quiet.await(() -> accounted.updateAndGet(now -> looks.get() > 60 ? 10 : 0),
                () -> looks.incrementAndGet() > 60 ? looks.get() : 7, 10);
        assertEquals(10, accounted.get());
    }

    @Test
    void packetsWithoutATraceAreGivenUp() {
        AtomicLong turns = new AtomicLong();
        Quiet.await(() -> 9, turns::incrementAndGet, 10);
        assertTrue(turns.get() > 10);
    }
}

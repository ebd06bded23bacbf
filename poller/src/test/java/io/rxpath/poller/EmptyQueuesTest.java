package io.rxpath.poller;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class EmptyQueuesTest {
    private static final long T = 1_000_000_000_000L;
    private final EmptyQueues queues = new EmptyQueues(2);

    @Test
    void aPacketOlderThanAnEmptyQueueIsOfAnotherClock() {
        queues.onCall(0, T, true);
        queues.onCall(0, T + 5_000, true);
        assertTrue(queues.isForeign(0, T - 3_000_000));
        assertFalse(queues.isForeign(0, T - 900_000), "its softirq may have been held up");
        assertFalse(queues.isForeign(1, T - 3_000_000), "nothing is known of the other queue");
    }

    @Test
    void aPacketOfTheCallThatEmptiedAQueueMayBeOld() {
        queues.onCall(0, T, false);
        queues.onCall(0, T + 5_000, true);
        assertFalse(queues.isForeign(0, T - 3_000_000));
    }

    @Test
    void whatWasKnownBeforeTheClockWasSetIsForgotten() {
        queues.onCall(0, T, true);
        queues.restart();
        queues.onCall(0, T - 5_000_000, true);
        assertFalse(queues.isForeign(0, T - 7_000_000));
    }
}

package io.rxpath.poller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PollWindowsTest {
    private final PollWindows windows = new PollWindows();

    private long call(long enterNs, long exitNs, long firstNs, Arming arming, boolean full, long asleepNs) {
        long call = windows.begin(enterNs, arming, NapiView.UNKNOWN, false);
        windows.end(exitNs, true, firstNs, full, asleepNs, false, false);
        return call;
    }

    @Test
    void aStampIsFoundInTheNewestCallEnteredBeforeIt() {
        assertEquals(PollWindows.BEFORE_ALL, windows.newestEnteredBy(50));
        call(100, 200, 150, Arming.ARMED, false, 0);
        call(300, 400, 350, Arming.ARMED, false, 0);
        assertEquals(PollWindows.BEFORE_ALL, windows.newestEnteredBy(99));
        assertEquals(0, windows.newestEnteredBy(100));
        assertEquals(0, windows.newestEnteredBy(299), "between two calls: the one before");
        assertEquals(1, windows.newestEnteredBy(1_000));
    }

    @Test
    void callsThatAreNoLongerKeptAreForgottenNotGuessed() {
        for (int i = 0; i < PollWindows.KEPT + 10; i++) {
            call(1_000 + i * 10L, 1_005 + i * 10L, 0, Arming.ARMED, false, 0);
        }
        assertEquals(10, windows.newestEnteredBy(1_000 + 10 * 10));
        assertEquals(PollWindows.FORGOTTEN, windows.newestEnteredBy(1_000 + 9 * 10));
    }

    @Test
    void aQueueWasFoundWhereTheFirstStampIsOlderThanTheCall() {
        assertFalse(windows.foundEmpty(call(100, 110, 99, Arming.ARMED, false, 0)));
        assertTrue(windows.foundEmpty(call(200, 210, 200, Arming.ARMED, false, 0)));
        assertTrue(windows.foundEmpty(call(300, 310, 0, Arming.ARMED, false, 0)), "a call that timed out");
    }

    @Test
    void theLastPollIsWhereTheRingWasLeftEmpty() {
        call(100, 200, 150, Arming.ARMED, false, 0);
        assertEquals(200, windows.pollEndNs(0), "a call polls once more before it returns");
        assertEquals(0, windows.lastPollNs(0));
        call(300, 400, 350, Arming.ARMED, true, 0);
        assertEquals(400, windows.pollEndNs(1), "the end of a spin is followed by one more poll");
        call(500, 600, 450, Arming.ARMED, true, 0);
        assertEquals(400, windows.pollEndNs(2), "a full call that found a queue has not polled at all");
        call(700, 800, 790, Arming.ARMED, true, 760);
        assertEquals(760, windows.pollEndNs(3), "polling ended when the thread fell asleep");
        call(810, 850, 0, Arming.ARMED, false, 830);
        assertEquals(830, windows.pollEndNs(4), "whether it polled after it was away is not known");
        call(900, 950, 920, Arming.NOT_ARMED, false, 0);
        assertEquals(830, windows.pollEndNs(5), "a call that is not armed never polls");
        assertEquals(830, windows.lastPollNs(5));
    }
}

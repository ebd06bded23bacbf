package io.rxpath.poller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;

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

    @Test
    void theNewestCallThatPollsIsFoundAsByAPlainSearch() {
        SplittableRandom random = new SplittableRandom(9);
        NapiView[] views = {NapiView.UNKNOWN, new NapiView(700, Arming.ARMED, 0, 0),
            new NapiView(701, Arming.ARMED, 0, 0)};
        boolean[] polls = new boolean[3 * PollWindows.KEPT];
        for (int i = 0; i < polls.length; i++) {
            windows.begin(i * 10L, Arming.ARMED, views[1 + random.nextInt(2)], false);
            polls[i] = random.nextInt(i % 2_000 < 1_000 ? 3 : 300) == 0;
            windows.end(i * 10L + 5, polls[i], 0, false, 0, false, false);
            long asked = i - random.nextLong(Math.min(i + 1, 40));
            assertEquals(plain(asked, 0), windows.newestPolling(asked), "any, call " + asked);
            assertEquals(plain(asked, 700), windows.newestPolling(700, asked), "of a NAPI, call " + asked);
        }
    }

    private long plain(long call, int napiId) {
        long found = napiId == 0 ? call : windows.newestOf(napiId, call);
        while (found >= Math.max(0, windows.calls() - PollWindows.KEPT) && !windows.polled(found)) {
            found = napiId == 0 ? found - 1 : windows.newestOf(napiId, found - 1);
        }
        return found >= Math.max(0, windows.calls() - PollWindows.KEPT) ? found : PollWindows.BEFORE_ALL;
    }
}

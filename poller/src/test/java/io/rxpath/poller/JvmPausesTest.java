package io.rxpath.poller;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class JvmPausesTest {
    private long begun = 5;
    private long ended = 1_000;
    private final JvmPauses pauses = new JvmPauses(() -> begun, () -> ended);

    @Test
    void aPauseLastsUntilItsEnd() {
        assertFalse(pauses.sinceLastLook());
        begun++;
        assertTrue(pauses.sinceLastLook());
        assertTrue(pauses.sinceLastLook(), "counted, but no thread may have been held so far");
        ended += 300;
        assertTrue(pauses.sinceLastLook(), "the thread was held since the last look");
        assertFalse(pauses.sinceLastLook());
    }

    @Test
    void aPauseBetweenTwoLooksIsSeenOnce() {
        begun++;
        ended += 300;
        assertTrue(pauses.sinceLastLook());
        assertFalse(pauses.sinceLastLook());
    }

    @Test
    void onePauseRightAfterAnotherGoesOn() {
        begun++;
        assertTrue(pauses.sinceLastLook());
        ended += 300;
        begun++;
        assertTrue(pauses.sinceLastLook());
        assertTrue(pauses.sinceLastLook());
        ended += 300;
        assertTrue(pauses.sinceLastLook());
        assertFalse(pauses.sinceLastLook());
    }

    @Test
    void thoseOfThisJvmAreSeen() {
        JvmPauses own = JvmPauses.ofThisJvm();
        System.gc();
        assertTrue(own.sinceLastLook());
    }
}

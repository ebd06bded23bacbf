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
    void anEndThatWasNotToldApartIsHeldToBePast() {
        begun++;
        assertTrue(pauses.sinceLastLook());
        begun++;
        ended += 700; // the first, and the second from beginning to end
        int looks = 0;
        while (pauses.sinceLastLook()) {
            looks++;
            assertTrue(looks <= JvmPauses.DOUBTFUL_LOOKS + 1, "it goes on for ever");
        }
        begun++;
        assertTrue(pauses.sinceLastLook());
        for (int i = 0; i < 2 * JvmPauses.DOUBTFUL_LOOKS; i++) {
            assertTrue(pauses.sinceLastLook(), "this one is under way for certain");
        }
    }

    @Test
    void thoseOfThisJvmAreSeen() {
        JvmPauses own = JvmPauses.ofThisJvm();
        System.gc();
        assertTrue(own.sinceLastLook());
    }
}

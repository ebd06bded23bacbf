package io.rxpath;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CompilerRestTest {
    private static final long MS = 1_000_000;
    private static final long WINDOW_MS = CompilerRest.WINDOW_NS / MS;
    private long spentMs = 500;
    private final CompilerRest compilers = new CompilerRest(() -> spentMs, 0);

    private boolean restingAt(long ms) {
        return compilers.isResting(ms * MS);
    }

    @Test
    void aWindowInWhichNothingIsCompiledIsRest() {
        assertFalse(restingAt(WINDOW_MS - 1));
        assertTrue(restingAt(WINDOW_MS));
        assertTrue(restingAt(WINDOW_MS + 1));
    }

    @Test
    void workEndsIt() {
        assertTrue(restingAt(WINDOW_MS));
        spentMs += WINDOW_MS / 2;
        assertTrue(restingAt(WINDOW_MS + 1), "the last whole window");
        assertFalse(restingAt(2 * WINDOW_MS));
        assertTrue(restingAt(3 * WINDOW_MS));
    }

    @Test
    void aStragglerIsNoWork() {
        spentMs += WINDOW_MS / 20;
        assertTrue(restingAt(WINDOW_MS));
        spentMs += WINDOW_MS / 10;
        assertFalse(restingAt(2 * WINDOW_MS));
    }
}

package io.rxpath.lab;

import io.rxpath.poller.EngineKind;

/**
 * One of the demo's four ways to receive.
 *
 * @param id a to d
 * @param title a few words
 * @param what one sentence: what is done
 * @param engine how the worker waits
 * @param windowUsecs its busy-poll window, 0 without
 * @param rival whether another thread wants the same core
 */
record PhasePlan(String id, String title, String what, EngineKind engine, int windowUsecs, boolean rival) {
    /** Longer than the steady feed's longest gap. */
    private static final int LONG_WINDOW_USECS = 5_000;
    /** Shorter than its shortest. */
    private static final int SHORT_WINDOW_USECS = 50;

    static PhasePlan interruptDriven() {
        return new PhasePlan("a", "Interrupt-driven",
                "The receiver sleeps until the device's softirq delivers and wakes it: the baseline.",
                EngineKind.INTERRUPT, 0, false);
    }

    static PhasePlan busyPoll() {
        return new PhasePlan("b", "Busy poll",
                "The receiver polls the device itself, for a window longer than the steady feed's gaps.",
                EngineKind.BLOCKING, LONG_WINDOW_USECS, false);
    }

    static PhasePlan busyPollWithRival() {
        return new PhasePlan("c", "Busy poll, shared core",
                "The same, while another thread of the same priority wants the same core all the time.",
                EngineKind.BLOCKING, LONG_WINDOW_USECS, true);
    }

    static PhasePlan shortWindow() {
        return new PhasePlan("d", "Busy poll, window too short",
                "The same without the rival, but the window runs out before the steady feed's next packet.",
                EngineKind.BLOCKING, SHORT_WINDOW_USECS, false);
    }
}

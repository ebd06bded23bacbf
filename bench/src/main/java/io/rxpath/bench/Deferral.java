package io.rxpath.bench;

import io.rxpath.config.Quantity;

/**
 * How the device's interrupts are deferred while a workload runs.
 *
 * @param hardIrqs napi_defer_hard_irqs, 0 for none
 * @param groFlushTimeoutNs gro_flush_timeout, nanoseconds, 0 for none
 */
public record Deferral(long hardIrqs, long groFlushTimeoutNs) {
    /** Every packet that nobody polls for is delivered at once. */
    public static final Deferral OFF = new Deferral(0, 0);
    /** What nobody polls for waits for a timer of 200 us; a hundred idle ones end it. */
    public static final Deferral ON = after(200_000);

    /** As a device does that moderates its interrupts: what nobody polls for waits so long; a hundred idle timers end it. */
    public static Deferral after(long groFlushTimeoutNs) {
        return new Deferral(100, groFlushTimeoutNs);
    }

    /** Whether interrupts are deferred at all. */
    public boolean on() {
        return hardIrqs > 0;
    }

    /** In a word or two. */
    String title() {
        return on() ? Quantity.TIME.format(groFlushTimeoutNs) : "off";
    }
}

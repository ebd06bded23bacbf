package io.rxpath.bench;

/**
 * What every contender is sent in a turn, and how the device is set meanwhile.
 *
 * @param traffic the feed
 * @param seconds how long a turn is measured, after its warm-up
 * @param deferral how the device's interrupts are deferred
 */
public record Workload(Traffic traffic, double seconds, Deferral deferral) {
    /**
     * How long a turn is sent to before it is measured. The rings of the full witness are open within half a second: what
     * opens one of them waits while packets keep a CPU busy.
     */
    public static final double WARM_UP_SECONDS = 0.7;

    /** How long a turn is sent to. */
    public double sentSeconds() {
        return WARM_UP_SECONDS + seconds;
    }

    /** In a few words. */
    public String title() {
        return traffic.title() + ", deferral " + deferral.title();
    }
}

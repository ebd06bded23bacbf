package io.rxpath.bench;

/**
 * What every contender is sent in a turn, and how the device is set meanwhile.
 *
 * @param traffic the feed
 * @param seconds how long a turn is sent to
 * @param deferral how the device's interrupts are deferred
 */
public record Workload(Traffic traffic, double seconds, Deferral deferral) {
    private static final long MOST_WARM_UP_PACKETS = 1_000;

    /** About how many packets a turn has. */
    public long packets() {
        return (long) (seconds * 1e9 / traffic.meanGapNs());
    }

    /** Packets at the start of a turn that are left out of the figures: a thousand, a tenth of a short turn. */
    public long warmUpPackets() {
        return Math.min(MOST_WARM_UP_PACKETS, packets() / 10);
    }

    /** In a few words. */
    public String title() {
        return traffic.title() + ", deferral " + deferral.title();
    }
}

package io.rxpath.bench;

import io.rxpath.config.Quantity;

/**
 * What every contender is sent in a turn, and how the device is set meanwhile.
 *
 * @param minGapNs the least time between two packets, nanoseconds
 * @param maxGapNs the most
 * @param seconds how long a turn is sent to
 * @param deferral how the device's interrupts are deferred
 */
public record Workload(long minGapNs, long maxGapNs, double seconds, Deferral deferral) {
    private static final long MOST_WARM_UP_PACKETS = 1_000;

    /** About how many packets a turn has. */
    public long packets() {
        return (long) (seconds * 2e9 / (minGapNs + maxGapNs));
    }

    /** Packets at the start of a turn that are left out of the figures: a thousand, a tenth of a short turn. */
    public long warmUpPackets() {
        return Math.min(MOST_WARM_UP_PACKETS, packets() / 10);
    }

    /** In a few words. */
    public String title() {
        String gap = minGapNs == maxGapNs ? time(minGapNs) : time(minGapNs) + " to " + time(maxGapNs);
        return "a packet every " + gap + ", deferral " + (deferral.on() ? "on" : "off");
    }

    private static String time(long ns) {
        return Quantity.TIME.format(ns);
    }
}

package io.rxpath.telemetry.event;

/**
 * Where a packet's latency went. For any input the four parts are zero or more, and
 *
 * <pre>
 * latency = poll + steal + fallback + unattributed
 * </pre>
 *
 * holds exactly. A latency below zero (a step of the clock) counts as none. Pure, allocates nothing, any thread.
 */
public final class LatencyParts {
    private LatencyParts() {
    }

    /**
     * The steal within the latency: {@code stealNs} clipped to 0..latency.
     *
     * @param latencyNs app minus ingress, ns; 0 where there is no stamp
     * @param stealNs how long the thread was off its CPU between ingress and app, ns
     */
    public static long stealNs(long latencyNs, long stealNs) {
        return Math.min(Math.max(stealNs, 0), Math.max(latencyNs, 0));
    }

    /**
     * The part of a packet that our own poll took, up to a fast hit, ns.
     *
     * @param latencyNs app minus ingress, ns; 0 where there is no stamp
     * @param stealNs how long the thread was off its CPU between ingress and app, ns
     * @param deliverer who took the packet from the device
     * @param fastHitNs how long a hit may take and still be a fast one, ns; below zero counts as zero
     */
    public static long pollNs(long latencyNs, long stealNs, Deliverer deliverer, long fastHitNs) {
        return deliverer == Deliverer.BUSY_POLL
                ? Math.min(rest(latencyNs, stealNs), Math.max(fastHitNs, 0))
                : 0;
    }

    /** What busy polling failed to save, ns; the parameters are those of {@link #pollNs}. */
    public static long fallbackNs(long latencyNs, long stealNs, Deliverer deliverer, long fastHitNs) {
        return switch (deliverer) {
            case BUSY_POLL -> rest(latencyNs, stealNs) - pollNs(latencyNs, stealNs, deliverer, fastHitNs);
            case SOFTIRQ -> rest(latencyNs, stealNs);
            case CONTESTED -> 0;
        };
    }

    /** What cannot be attributed because nothing proves who delivered, ns; parameters as in {@link #pollNs}. */
    public static long unattributedNs(long latencyNs, long stealNs, Deliverer deliverer) {
        return deliverer == Deliverer.CONTESTED ? rest(latencyNs, stealNs) : 0;
    }

    private static long rest(long latencyNs, long stealNs) {
        return Math.max(latencyNs, 0) - stealNs(latencyNs, stealNs);
    }
}

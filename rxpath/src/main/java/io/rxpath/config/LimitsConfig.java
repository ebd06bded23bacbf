package io.rxpath.config;

/**
 * The thresholds of the branch model, written to the journal so that a reader labels by the same.
 *
 * @param stealFloorNs steal below this many nanoseconds never makes a packet CPU_STEAL; 1 us to 1 s
 * @param fastHitNs the part of a busy-polled packet's latency, in nanoseconds, that counts as polling; 1 us to 1 s
 * @param lowYieldPacketsPerMs packets per millisecond of spin below which a worker polls at low yield; 0 to 1,000,000
 */
public record LimitsConfig(long stealFloorNs, long fastHitNs, double lowYieldPacketsPerMs) {
    /** 20 us, 50 us and 1 packet per millisecond. */
    public static final LimitsConfig DEFAULT = new LimitsConfig(20_000, 50_000, 1);
}

package io.rxpath.config;

/**
 * Where the threads run that are not on the packet path (journal, telemetry).
 *
 * @param cpu the CPU number, or {@link WorkerConfig#NOT_PINNED}
 */
public record HousekeepingConfig(int cpu) {
    /** Not pinned. */
    public static final HousekeepingConfig DEFAULT = new HousekeepingConfig(WorkerConfig.NOT_PINNED);
}

package io.rxpath.config;

import java.util.List;
import java.util.Objects;

/**
 * All that a receiver is told.
 *
 * @param limits the thresholds of the branch model
 * @param journal where the packet records go
 * @param housekeeping where the threads run that are not on the packet path
 * @param start how it starts
 * @param workers the poll threads, one or more; their order is the worker number of the records
 */
public record ReceiverConfig(LimitsConfig limits, JournalConfig journal, HousekeepingConfig housekeeping,
        StartConfig start, List<WorkerConfig> workers) {
    /** Refuses null; the rules of the values are {@link #findings()}'s. */
    public ReceiverConfig {
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(journal, "journal");
        Objects.requireNonNull(housekeeping, "housekeeping");
        Objects.requireNonNull(start, "start");
        workers = List.copyOf(workers);
    }

    /** A receiver that starts as one does of which nothing is said. */
    public ReceiverConfig(LimitsConfig limits, JournalConfig journal, HousekeepingConfig housekeeping,
            List<WorkerConfig> workers) {
        this(limits, journal, housekeeping, StartConfig.DEFAULT, workers);
    }

    /** Every rule that this configuration breaks, for those built in code; empty where it is sound. */
    public List<Finding> findings() {
        final Findings findings = Findings.withoutFile();
        ConfigRules.check(this, findings);
        return findings.list();
    }

    /** What is unwise in this configuration, for those built in code; meant for one without {@link #findings()}. */
    public List<Finding> warnings() {
        return ConfigAdvice.on(this, Findings.withoutFile());
    }
}

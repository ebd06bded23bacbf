package io.rxpath.telemetry.journal;

import io.rxpath.telemetry.event.JournalHeader;

/** Which packets may be missing from a run without a gap record: those that its packet policy leaves out. */
@FunctionalInterface
public interface AllowedMissing {
    /** None. */
    AllowedMissing NONE = (first, last) -> false;

    /**
     * Whether all packets of a range may be missing.
     *
     * @param first the number of the first one missing, zero or more
     * @param last that of the last one, {@code first} or more
     */
    boolean mayBeMissing(long first, long last);

    /** What a run's header allows: its packet policy. A header without one, as of now, stands for every packet. */
    static AllowedMissing of(JournalHeader header) {
        return NONE;
    }
}

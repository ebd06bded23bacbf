package io.rxpath.telemetry.event;

import java.util.Locale;

/**
 * When a journal is forced from memory to the disk. What was appended outlives the process anyway; this is about a loss
 * of power or of the kernel.
 *
 * @param intervalNs -1: never, the kernel writes when it likes. 0: after each document. Above: that often, ns
 */
public record SyncPolicy(long intervalNs) {
    /** Never: the kernel's own pace, some 30 s. */
    public static final SyncPolicy NONE = new SyncPolicy(-1);
    /** After each document, before the next. */
    public static final SyncPolicy BATCH = new SyncPolicy(0);

    /** Refuses what is below -1. */
    public SyncPolicy {
        if (intervalNs < -1) {
            throw new IllegalArgumentException("a sync policy of " + intervalNs + " ns");
        }
    }

    /** Whether it is ever forced. */
    public boolean isOn() {
        return intervalNs >= 0;
    }

    /** For a person: {@code none}, {@code batch}, or {@code every 100 ms}. */
    @Override
    public String toString() {
        if (intervalNs <= 0) {
            return isOn() ? "batch" : "none";
        }
        return intervalNs % 1_000_000 == 0
                ? "every " + intervalNs / 1_000_000 + " ms"
                : String.format(Locale.ROOT, "every %.3f ms", intervalNs / 1e6);
    }
}

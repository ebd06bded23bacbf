package io.rxpath.telemetry.journal;

/**
 * Why a journal could not be written: counted, with the first and the last time.
 *
 * @param count how often writing failed; 0 for never, and then the rest says nothing
 * @param firstMs when it failed first, ms since the epoch
 * @param lastMs when it failed last, ms since the epoch
 * @param lastReason why it failed last
 */
public record WriteFailures(long count, long firstMs, long lastMs, String lastReason) {
    static final WriteFailures NONE = new WriteFailures(0, 0, 0, "");

    WriteFailures and(long nowMs, String reason) {
        return new WriteFailures(count + 1, count == 0 ? nowMs : firstMs, nowMs, reason);
    }
}

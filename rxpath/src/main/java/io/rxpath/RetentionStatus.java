package io.rxpath;

import io.rxpath.config.RetentionConfig;

/**
 * What has been removed of a journal.
 *
 * @param config what is kept
 * @param sweeps how often it was looked
 * @param filesRemoved how many files went
 * @param heldBy the named reader for which files stayed the last time that should have gone; empty for none
 * @param failures how often that failed
 * @param lastFailure why it failed last; empty for never
 */
public record RetentionStatus(RetentionConfig config, long sweeps, long filesRemoved, String heldBy,
        long failures, String lastFailure) {
    RetentionStatus swept(RetentionSweep.Swept swept) {
        return new RetentionStatus(config, sweeps + 1, filesRemoved + swept.files(), swept.heldBy(), failures,
                lastFailure);
    }

    RetentionStatus failed(String reason) {
        return new RetentionStatus(config, sweeps + 1, filesRemoved, heldBy, failures + 1, reason);
    }
}

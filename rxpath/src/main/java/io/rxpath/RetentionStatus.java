package io.rxpath;

import io.rxpath.config.RetentionConfig;

/**
 * What has been removed of a journal.
 *
 * @param config what is kept
 * @param sweeps how often it was looked
 * @param filesRemoved how many files went
 * @param failures how often that failed
 * @param lastFailure why it failed last; empty for never
 */
public record RetentionStatus(RetentionConfig config, long sweeps, long filesRemoved, long failures,
        String lastFailure) {
    RetentionStatus swept(int files) {
        return new RetentionStatus(config, sweeps + 1, filesRemoved + files, failures, lastFailure);
    }

    RetentionStatus failed(String reason) {
        return new RetentionStatus(config, sweeps + 1, filesRemoved, failures + 1, reason);
    }
}

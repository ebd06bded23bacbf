package io.rxpath.lab.report;

import java.util.Objects;

/**
 * What this kernel, user and device allow, one answer.
 *
 * @param name what was asked for, for example {@code SO_PREFER_BUSY_POLL}
 * @param available whether it can be used here
 * @param detail the value seen, or the reason why it is not available
 */
public record Finding(String name, boolean available, String detail) {
    /** Checks that nothing is null. */
    public Finding {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(detail, "detail");
    }
}

package io.rxpath.config;

import java.util.List;

/**
 * A configuration that keeps every rule.
 *
 * @param config what it says
 * @param warnings what in it is allowed and yet unwise, in the order of the file; often empty
 */
public record CheckedConfig(ReceiverConfig config, List<Finding> warnings) {
    /** Copies the list. */
    public CheckedConfig {
        warnings = List.copyOf(warnings);
    }
}

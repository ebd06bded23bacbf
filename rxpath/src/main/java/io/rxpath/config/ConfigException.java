package io.rxpath.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used, with every reason at once. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Finding> findings;

    /**
     * Creates the exception.
     *
     * @param findings one or more, in the order of the file
     */
    public ConfigException(List<Finding> findings) {
        super(findings.stream().map(Finding::toString).collect(Collectors.joining("\n")));
        this.findings = List.copyOf(findings);
    }

    /** Every finding, in the order of the file. */
    public List<Finding> findings() {
        return findings;
    }
}

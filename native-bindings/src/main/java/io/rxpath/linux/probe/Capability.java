package io.rxpath.linux.probe;

import io.rxpath.linux.LinuxException;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * One thing a host may allow.
 *
 * @param name a short stable name, lower case with hyphens
 * @param available whether it does
 * @param detail the value seen, or the reason it is not available and what to do; never empty
 */
public record Capability(String name, boolean available, String detail) {
    /** Refuses an answer without its reason. */
    public Capability {
        Objects.requireNonNull(name, "name");
        if (detail.isBlank()) {
            throw new IllegalArgumentException("capability " + name + " needs a detail");
        }
    }

    /** Available, with what {@code value} tells; not available where it throws the kernel's refusal. */
    static Capability unlessRefused(String name, Supplier<String> value) {
        try {
            return new Capability(name, true, value.get());
        } catch (LinuxException e) {
            return new Capability(name, false, e.getMessage());
        }
    }
}

package io.rxpath.telemetry.event;

/**
 * The configured name of a worker.
 *
 * @param worker the number that its records carry, 0 to 65535
 * @param name its name in the configuration
 */
public record WorkerName(int worker, String name) {
}

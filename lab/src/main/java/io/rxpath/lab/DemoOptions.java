package io.rxpath.lab;

import java.nio.file.Path;

import io.rxpath.lab.capture.Capture;

/**
 * What a demo is to do.
 *
 * @param output the folder for the journal and the report; made where missing
 * @param capture replayed in each phase instead of the made-up feeds; null for those
 * @param steadySeconds how long each phase receives the steady feed
 * @param burstSeconds how long each phase receives the bursty feed
 * @param captureSeconds about how long a replay of the capture takes
 */
public record DemoOptions(Path output, Capture capture, double steadySeconds, double burstSeconds,
        double captureSeconds) {
    /** The usual times: all phases in less than a minute. */
    public static DemoOptions standard(Path output, Capture capture) {
        return new DemoOptions(output, capture, 5, 3, 10);
    }
}

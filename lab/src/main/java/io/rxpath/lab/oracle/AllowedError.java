package io.rxpath.lab.oracle;

/** How far a measured part of a latency may be off: 5 µs or 10 %, whichever is more. */
final class AllowedError {
    static final long SHORTEST_NS = 5_000;

    private AllowedError() {
    }

    static long ofNs(long trueNs) {
        return Math.max(SHORTEST_NS, trueNs / 10);
    }
}

package io.rxpath.lab.oracle;

/** The labels' wall-clock times on the trace's clock: the trace's own line between the two clocks, the other way round. */
final class ClockMap {
    /** What lies between two instructions that read the same moment. */
    private static final long READING_NS = 1_000;

    private final long startNs;
    private final long startRealNs;
    private final double driftPerNs;
    private final long slackNs;

    ClockMap(Trace trace) {
        startNs = trace.size() == 0 ? 0 : trace.timeNs(0);
        long span = trace.size() == 0 ? 1 : Math.max(1, trace.timeNs(trace.size() - 1) - startNs);
        startRealNs = trace.toRealtimeNs(startNs);
        long realSpan = trace.toRealtimeNs(startNs + span) - startRealNs;
        driftPerNs = (double) (realSpan - span) / Math.max(1, realSpan);
        slackNs = trace.clockBoundNs() + READING_NS;
    }

    /** The trace's time of a wall-clock time. */
    long monotonicNs(long realtimeNs) {
        long since = realtimeNs - startRealNs;
        return startNs + since - Math.round(since * driftPerNs);
    }

    /** How far two times of the same moment may lie apart once one of them is mapped, ns. */
    long slackNs() {
        return slackNs;
    }
}

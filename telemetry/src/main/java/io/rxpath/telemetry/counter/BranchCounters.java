package io.rxpath.telemetry.counter;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import io.rxpath.telemetry.event.Branch;
import io.rxpath.telemetry.event.Cause;
import io.rxpath.telemetry.event.Deliverer;

/**
 * Packets by branch and cause, and the latencies of each branch. Written by one poll thread without allocating; read by
 * any thread, each figure by itself without tearing.
 */
public final class BranchCounters {
    private static final int PAD = 16;
    private static final int BRANCHES = Branch.values().length;
    private static final int CAUSES = Cause.values().length;
    private static final int EDGES = PAD + BRANCHES * CAUSES;
    private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] values = new long[EDGES + 1 + PAD];
    private final LatencyRecorder[] latencies = new LatencyRecorder[BRANCHES];
    private boolean polledBefore;

    /** Creates the counters at zero. */
    public BranchCounters() {
        for (int i = 0; i < BRANCHES; i++) {
            latencies[i] = new LatencyRecorder();
        }
    }

    /**
     * Enters a packet; by the poll thread.
     *
     * @param latencyNs from ingress to app; not recorded for a packet without a stamp
     */
    public void record(Branch branch, Cause cause, Deliverer deliverer, long latencyNs) {
        add(PAD + branch.ordinal() * CAUSES + cause.ordinal());
        if (cause != Cause.NO_STAMP) {
            latencies[branch.ordinal()].record(latencyNs);
        }
        if (deliverer == Deliverer.SOFTIRQ) {
            if (polledBefore) {
                add(EDGES);
            }
            polledBefore = false;
        } else if (deliverer == Deliverer.BUSY_POLL) {
            polledBefore = true;
        }
    }

    private void add(int index) {
        ELEMENT.setOpaque(values, index, values[index] + 1);
    }

    /** Packets of a branch with a cause. */
    public long packets(Branch branch, Cause cause) {
        return (long) ELEMENT.getOpaque(values, PAD + branch.ordinal() * CAUSES + cause.ordinal());
    }

    /** Packets of a branch. */
    public long packets(Branch branch) {
        long sum = 0;
        for (Cause cause : Cause.values()) {
            sum += packets(branch, cause);
        }
        return sum;
    }

    /** How often a packet that somebody else delivered followed one of our own poll. */
    public long fallbackEdges() {
        return (long) ELEMENT.getOpaque(values, EDGES);
    }

    /** The latencies of a branch. */
    public LatencyRecorder latency(Branch branch) {
        return latencies[branch.ordinal()];
    }
}

package io.rxpath.lab;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.HdrHistogram.Histogram;
import org.agrona.DirectBuffer;

import io.rxpath.FeedHandler;
import io.rxpath.PacketTag;
import io.rxpath.lab.report.BranchResult;
import io.rxpath.lab.report.LatencyHistogram;
import io.rxpath.lab.report.Percentiles;
import io.rxpath.lab.send.SendStamp;
import io.rxpath.telemetry.event.Branch;
import io.rxpath.telemetry.event.Cause;

/**
 * The feed handler of one phase: what every packet cost, by branch, and which branch each packet was handed over with.
 * Allocates nothing while packets come; read after the receiver was stopped.
 */
final class PhaseRecorder implements FeedHandler {
    private static final long MAX_NS = 100_000_000_000L;
    private static final int BRANCHES = Branch.values().length;
    private static final byte NEVER = -1;

    private final long warmUpPackets;
    private final byte[] branchOfPacket;
    private final Histogram[] sendToApp = histograms();
    private final Histogram[] ingressToApp = histograms();
    private final Histogram[] unseen = histograms();
    private final long[][] packets = new long[BRANCHES][Cause.values().length];
    private long received;
    private long unstamped;
    private long unbounded;
    private volatile long pollThreadId = -1;

    /**
     * Creates the recorder.
     *
     * @param warmUpPackets packets at the start that are left out of the figures
     * @param mostPackets room for this many packets; more are counted but cannot be checked against the journal
     */
    PhaseRecorder(long warmUpPackets, int mostPackets) {
        this.warmUpPackets = warmUpPackets;
        branchOfPacket = new byte[mostPackets];
        Arrays.fill(branchOfPacket, NEVER);
    }

    private static Histogram[] histograms() {
        Histogram[] histograms = new Histogram[BRANCHES];
        Arrays.setAll(histograms, i -> new Histogram(MAX_NS, 3));
        return histograms;
    }

    @Override
    public void onPacket(DirectBuffer payload, int offset, int length, PacketTag tag) {
        if (pollThreadId < 0) {
            pollThreadId = Thread.currentThread().threadId();
        }
        int branch = tag.branch().ordinal();
        if (tag.packetNumber() < branchOfPacket.length) {
            branchOfPacket[(int) tag.packetNumber()] = (byte) branch;
        }
        if (received++ < warmUpPackets) {
            return;
        }
        packets[branch][tag.cause().ordinal()]++;
        if (SendStamp.present(payload, offset, length)) {
            record(sendToApp[branch], tag.appNs() - SendStamp.sendTimeNs(payload, offset, length));
        } else {
            unstamped++;
        }
        if (tag.cause() != Cause.NO_STAMP) {
            record(ingressToApp[branch], tag.latencyNs());
            if (tag.unseenNs() == Long.MAX_VALUE) {
                unbounded++;
            } else {
                record(unseen[branch], tag.unseenNs());
            }
        }
    }

    private static void record(Histogram histogram, long valueNs) {
        histogram.recordValue(Math.clamp(valueNs, 0, MAX_NS));
    }

    /** Packets handed over, warm-up included. */
    long received() {
        return received;
    }

    /** Packets without a send stamp, which nobody's sender of ours sent. */
    long unstamped() {
        return unstamped;
    }

    /** Packets whose wait in the ring nothing bounds. */
    long unbounded() {
        return unbounded;
    }

    /** The poll thread, as {@link Thread#threadId}; -1 before the first packet. Any thread. */
    long pollThreadId() {
        return pollThreadId;
    }

    /** The branch the handler was told for a packet; null where it never saw it. */
    Branch branchOf(long packetNumber) {
        byte branch = packetNumber >= 0 && packetNumber < branchOfPacket.length
                ? branchOfPacket[(int) packetNumber]
                : NEVER;
        return branch == NEVER ? null : Branch.values()[branch];
    }

    /** The figures of each branch. */
    List<BranchResult> branches() {
        long all = Arrays.stream(packets).flatMapToLong(Arrays::stream).sum();
        return Arrays.stream(Branch.values()).map(branch -> {
            int b = branch.ordinal();
            long count = Arrays.stream(packets[b]).sum();
            return new BranchResult(branch.name(), count, all == 0 ? 0 : (double) count / all,
                    LatencyHistogram.of(sendToApp[b]), LatencyHistogram.of(ingressToApp[b]),
                    percentiles(unseen[b]));
        }).toList();
    }

    private static Percentiles percentiles(Histogram histogram) {
        return histogram.getTotalCount() == 0
                ? Percentiles.NONE
                : new Percentiles(histogram.getTotalCount(), histogram.getValueAtPercentile(50),
                        histogram.getValueAtPercentile(99), histogram.getValueAtPercentile(99.9),
                        histogram.getMaxValue());
    }

    /** Packets by branch and cause, for those that were not hot. */
    Map<String, Long> causes() {
        Map<String, Long> causes = new LinkedHashMap<>();
        for (Branch branch : Branch.values()) {
            for (Cause cause : Cause.values()) {
                long count = packets[branch.ordinal()][cause.ordinal()];
                if (count > 0 && cause != Cause.NONE) {
                    causes.merge(branch.name() + " " + cause.name(), count, Long::sum);
                }
            }
        }
        return causes;
    }
}

package io.rxpath.bench;

import java.nio.file.Path;

import io.rxpath.config.Quantity;
import io.rxpath.lab.send.SendJob;

/**
 * A feed that contenders are sent.
 *
 * @param title in a few words
 * @param job what the sender does, without destination and end
 * @param meanGapNs about how long from one packet to the next, nanoseconds
 * @param drainGroup packets that come together and lie in the queue before the receiver takes the second of them; 0 where
 *     it takes what comes when it comes
 */
public record Traffic(String title, SendJob job, long meanGapNs, int drainGroup) {
    private static final int PAYLOAD_BYTES = 92;
    private static final long BURST_IDLE_CAP_NS = 1_000_000;
    /** Measured of {@link SendJob#burst} with that cap. */
    private static final long BURST_MEAN_GAP_NS = 150_000;
    private static final long DRAIN_PERIOD_NS = 4_000_000;
    /** Fits into the receive buffer that an ordinary user gets. */
    private static final int DRAIN_GROUP = 128;

    /** A packet every {@code minGapNs} to {@code maxGapNs}, drawn evenly. */
    static Traffic steady(long minGapNs, long maxGapNs) {
        String gap = minGapNs == maxGapNs ? time(minGapNs) : time(minGapNs) + " to " + time(maxGapNs);
        return new Traffic("a packet every " + gap,
                SendJob.steady(minGapNs, maxGapNs, PAYLOAD_BYTES, PAYLOAD_BYTES), (minGapNs + maxGapNs) / 2,
                0);
    }

    /** So many packets a second, evenly; more than about half a million a sender may not reach. */
    static Traffic rate(long packetsPerSecond) {
        long gapNs = 1_000_000_000 / packetsPerSecond;
        return new Traffic(Figures.count(packetsPerSecond) + " packets/s",
                SendJob.steady(gapNs, gapNs, PAYLOAD_BYTES, PAYLOAD_BYTES), gapNs, 0);
    }

    /** Bursts like those of a futures channel, both lines on one socket. */
    static Traffic bursts() {
        return new Traffic("CME-like bursts", SendJob.burst(BURST_IDLE_CAP_NS), BURST_MEAN_GAP_NS, 0);
    }

    /** A capture of such a channel, its long gaps cut short, over and over. */
    static Traffic capture(Path file) {
        return new Traffic("the capture " + file.getFileName(),
                SendJob.capture(file, 1, BURST_IDLE_CAP_NS).passes(0), BURST_MEAN_GAP_NS, 0);
    }

    /** Packets that are all there before the receiver goes on: what one costs, without the wait for it. */
    static Traffic drain() {
        return new Traffic("queues of " + DRAIN_GROUP + " packets drained",
                SendJob.groups(DRAIN_GROUP, DRAIN_PERIOD_NS, PAYLOAD_BYTES), DRAIN_PERIOD_NS / DRAIN_GROUP,
                DRAIN_GROUP);
    }

    private static String time(long ns) {
        return Quantity.TIME.format(ns);
    }
}

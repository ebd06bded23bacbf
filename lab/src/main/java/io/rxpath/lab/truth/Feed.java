package io.rxpath.lab.truth;

import java.nio.file.Path;

import io.rxpath.lab.send.SendJob;

/**
 * What is sent in a cell.
 *
 * @param what it is, for a person
 * @param job the sender's job, but for destinations, CPU and number of packets
 * @param packets how many in a whole cell
 * @param quickPackets how many in a quick one
 * @param meanGapNs about how far they are apart, ns
 */
public record Feed(String what, SendJob job, long packets, long quickPackets, long meanGapNs) {
    private static final long US = 1_000;
    private static final int BYTES = 92;
    private static final long MANY = 50_000;
    private static final long QUICK = 3_000;
    private static final long CME_PACKETS = 10_000;
    private static final int CME_PASSES = 5;
    private static final double CME_SPEED = 100;
    private static final long CME_GAP_CAP_NS = 1_000 * US;

    /** A packet every {@code gapNs}. */
    static Feed steady(long gapNs) {
        return new Feed("one every " + gapNs / US + " us", SendJob.steady(gapNs, gapNs, BYTES, BYTES), MANY,
                QUICK, gapNs);
    }

    /** Gaps between two bounds. */
    static Feed gaps(long leastNs, long mostNs) {
        return new Feed("gaps of " + leastNs / US + " to " + mostNs / US + " us",
                SendJob.steady(leastNs, mostNs, BYTES, BYTES), MANY, QUICK, (leastNs + mostNs) / 2);
    }

    /** Packets that know nothing of each other. */
    static Feed poisson(long meanGapNs) {
        return new Feed("Poisson, one every " + meanGapNs / US + " us in the mean",
                SendJob.poisson(meanGapNs, BYTES), MANY, QUICK, meanGapNs);
    }

    /** Groups back to back. */
    static Feed groups(int group, long gapNs) {
        return new Feed(group + " back to back every " + gapNs / US + " us",
                SendJob.groups(group, gapNs, BYTES), MANY, QUICK, gapNs / group);
    }

    /** Bursts like those of a futures feed, idle gaps cut to 1 ms. */
    static Feed bursts() {
        return new Feed("bursts like a futures feed's", SendJob.burst(1_000 * US), MANY, QUICK, 160 * US);
    }

    /** The futures capture, five times over. */
    static Feed cme(Path capture) {
        return new Feed("the futures capture, " + CME_PASSES + " times, idle gaps cut to 1 ms",
                SendJob.capture(capture, CME_SPEED, CME_GAP_CAP_NS).passes(CME_PASSES),
                CME_PASSES * CME_PACKETS, QUICK, 100 * US);
    }

    /** The same feed with another number of packets. */
    Feed packets(long whole) {
        return new Feed(what, job, whole, quickPackets, meanGapNs);
    }

    /** About how long it takes, seconds. */
    double seconds(boolean quick) {
        return (quick ? quickPackets : packets) * meanGapNs / 1e9;
    }
}

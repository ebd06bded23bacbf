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
    private static final long LEAST_QUICK = 3_000;
    private static final long MOST_QUICK = 10_000;
    /** Long enough that no single slice of another thread's decides a quick cell. */
    private static final long QUICK_NS = 400_000 * US;
    private static final long CME_PACKETS = 10_000;
    private static final int CME_PASSES = 5;
    private static final long CME_GAP_CAP_NS = 1_000 * US;

    private static Feed of(String what, SendJob job, long packets, long meanGapNs) {
        return new Feed(what, job, packets, Math.clamp(QUICK_NS / meanGapNs, LEAST_QUICK, MOST_QUICK),
                meanGapNs);
    }

    /** A packet every {@code gapNs}. */
    static Feed steady(long gapNs) {
        return of("one every " + gapNs / US + " us", SendJob.steady(gapNs, gapNs, BYTES, BYTES), MANY, gapNs);
    }

    /** Gaps between two bounds. */
    static Feed gaps(long leastNs, long mostNs) {
        return of("gaps of " + leastNs / US + " to " + mostNs / US + " us",
                SendJob.steady(leastNs, mostNs, BYTES, BYTES), MANY, (leastNs + mostNs) / 2);
    }

    /** Packets that know nothing of each other. */
    static Feed poisson(long meanGapNs) {
        return of("Poisson, one every " + meanGapNs / US + " us in the mean",
                SendJob.poisson(meanGapNs, BYTES), MANY, meanGapNs);
    }

    /** Groups back to back. */
    static Feed groups(int group, long gapNs) {
        return of(group + " back to back every " + gapNs / US + " us", SendJob.groups(group, gapNs, BYTES),
                MANY, gapNs / group);
    }

    /** Bursts like those of a futures feed, idle gaps cut to 1 ms. */
    static Feed bursts() {
        return of("bursts like a futures feed's", SendJob.burst(1_000 * US), MANY, 160 * US);
    }

    /** The futures capture, five times over. */
    static Feed cme(Path capture) {
        return of("the futures capture, " + CME_PASSES + " times, idle gaps cut to 1 ms",
                SendJob.capture(capture, 1, CME_GAP_CAP_NS).passes(CME_PASSES), CME_PASSES * CME_PACKETS,
                150 * US);
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

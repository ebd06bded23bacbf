package io.rxpath.lab.soak;

import java.nio.file.Path;

/**
 * What a soak is to do.
 *
 * @param seconds how long packets are sent, above 0, at most 7 days
 * @param rate packets per second, 1 to 5,000,000
 * @param readers readers at a time, 0 to 64
 * @param ringRecords of the receiver's ring to the journal thread
 * @param rehearse whether the receiver rehearses its start
 * @param loopback whether packets come over loopback instead of over the laboratory's veth pair
 * @param seed what the randomness follows from
 * @param output the folder that keeps journal and readers' notes; null for none
 */
public record SoakOptions(double seconds, long rate, int readers, int ringRecords, boolean rehearse,
        boolean loopback, long seed, Path output) {
    /** Records of the ring where nothing is said: the receiver's own default. */
    public static final int RING_RECORDS = 65_536;
    /** The longest. */
    public static final double MOST_SECONDS = 7 * 86_400;
    /** The fastest. */
    public static final long MOST_RATE = 5_000_000;
    /** The most readers. */
    public static final int MOST_READERS = 64;

    /** Checks the ranges. */
    public SoakOptions {
        if (!(seconds > 0 && seconds <= MOST_SECONDS)) {
            throw new IllegalArgumentException(
                    "a soak of " + seconds + " s: give more than 0, at most 7 days");
        }
        if (rate < 1 || rate > MOST_RATE) {
            throw new IllegalArgumentException(rate + " packets per second: give 1 to " + MOST_RATE);
        }
        if (readers < 0 || readers > MOST_READERS) {
            throw new IllegalArgumentException(readers + " readers: give 0 to " + MOST_READERS);
        }
    }

    /** Packets that will be sent, about. */
    long packets() {
        return (long) (seconds * rate);
    }

    /** Room for this many packet numbers: the sender keeps its rate but for chance. */
    long mostPackets() {
        return packets() + packets() / 8 + 100_000;
    }
}

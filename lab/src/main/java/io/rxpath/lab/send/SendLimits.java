package io.rxpath.lab.send;

/**
 * How far a run of the sender may go: it ends at whichever comes first, or with its feed.
 *
 * @param packets the most datagrams to take from the feed, 1 or more
 * @param nanos how long after its start a datagram may still be sent, ns, 1 or more
 * @param firstSequence the number of the first datagram
 */
public record SendLimits(long packets, long nanos, long firstSequence) {
    /** An hour: whatever runs longer was not meant to. */
    public static final long MAX_NANOS = 3_600_000_000_000L;

    /** Checks the limits. */
    public SendLimits {
        if (packets < 1) {
            throw new IllegalArgumentException(
                    "a run of " + packets + " datagrams sends nothing: give 1 or more");
        }
        if (nanos < 1 || nanos > MAX_NANOS) {
            throw new IllegalArgumentException(
                    "a run of " + nanos / 1e9 + " s is not possible: give more than 0, at most an hour");
        }
    }
}

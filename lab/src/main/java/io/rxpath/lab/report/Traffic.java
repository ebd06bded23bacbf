package io.rxpath.lab.report;

/**
 * What was sent and where it was lost, in packets, over the whole phase (warm-up included).
 *
 * @param sent packets the sender handed to its kernel
 * @param received packets the handler got
 * @param lostInRing drops of the device ring, which only the sender's device counts
 * @param lostInSocket drops of the full receive buffer
 * @param senderFailed packets the sender's kernel refused
 * @param senderLate packets that left later than their schedule said
 * @param eventsDropped packets that were handled but whose event found the ring to the journal full
 */
public record Traffic(long sent, long received, long lostInRing, long lostInSocket, long senderFailed,
        long senderLate, long eventsDropped) {
    /** Nothing sent, nothing received. */
    public static final Traffic NONE = new Traffic(0, 0, 0, 0, 0, 0, 0);

    /** Packets that were sent, not received, and in neither count of losses; negative where more came than went. */
    public long unaccounted() {
        return sent - received - lostInRing - lostInSocket;
    }
}

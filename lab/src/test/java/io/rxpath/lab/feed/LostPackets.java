package io.rxpath.lab.feed;

import java.lang.foreign.MemorySegment;
import java.util.BitSet;

import io.rxpath.feed.FeedHeader;
import io.rxpath.feed.Framing;
import io.rxpath.lab.capture.Capture;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Every 97th packet with messages of one stream of a capture, and its copies on the other streams: what is withheld to see
 * the gaps it leaves.
 */
final class LostPackets {
    private static final int EVERY = 97;

    private final BitSet places = new BitSet();
    private final BitSet firstNumbers = new BitSet();
    private long messages;

    LostPackets(Capture capture, Framing framing, int stream) {
        FeedHeader header = framing.header();
        int seen = 0;
        for (int i = 0; i < capture.size(); i++) {
            read(capture, i, header);
            if (capture.stream(i) == stream && !header.isHeartbeat() && ++seen % EVERY == 0) {
                firstNumbers.set((int) header.sequence());
                messages += header.messages();
            }
        }
        for (int i = 0; i < capture.size(); i++) {
            read(capture, i, header);
            if (!header.isHeartbeat() && firstNumbers.get((int) header.sequence())) {
                places.set(i);
            }
        }
    }

    private static void read(Capture capture, int i, FeedHeader header) {
        byte[] payload = payload(capture, i);
        if (!header.wrap(new UnsafeBuffer(payload), 0, payload.length)) {
            throw new AssertionError("datagram " + i + " has no header");
        }
    }

    /** The payload of a datagram. */
    static byte[] payload(Capture capture, int i) {
        byte[] payload = new byte[capture.length(i)];
        capture.copyPayload(i, payload.length, MemorySegment.ofArray(payload), 0);
        return payload;
    }

    /** Whether the datagram at a place of the capture is withheld. */
    boolean isLost(int place) {
        return places.get(place);
    }

    /** Datagrams withheld. */
    int datagrams() {
        return places.cardinality();
    }

    /** The numbers of the packets withheld, once each. */
    BitSet firstNumbers() {
        return firstNumbers;
    }

    /** Messages withheld, once each. */
    long messages() {
        return messages;
    }
}

package io.rxpath.lab.send;

import java.lang.foreign.MemorySegment;

/**
 * When which datagram is due: a cursor over a feed, the same for the same arguments. One thread owns it; no method
 * allocates. The accessors speak of the datagram that the last {@link #advance} came to.
 */
public interface TrafficShape {
    /** Moves to the next datagram; false, for ever, once there is none. */
    boolean advance();

    /** When the datagram is due, ns from the start of the feed; never less than that of the one before. */
    long dueNs();

    /** Its payload in bytes, 0 to {@link #maxLength}. */
    int length();

    /** Which of the {@link #streams} it belongs to, from 0. */
    int stream();

    /** How many destinations the feed has. */
    int streams();

    /** The longest payload of the feed, bytes. */
    int maxLength();

    /** Copies the first {@code length} bytes of the payload, at most {@link #length}, to {@code target}. */
    void copyPayload(int length, MemorySegment target, long offset);
}

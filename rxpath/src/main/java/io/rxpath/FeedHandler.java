package io.rxpath;

import org.agrona.DirectBuffer;

/**
 * The production feed handler: gets every datagram on its worker's poll thread. While it works, nobody polls.
 */
public interface FeedHandler {
    /**
     * Takes one datagram. Payload and tag are valid only during the call.
     *
     * @param payload the worker's slab; not a copy
     * @param offset where the datagram's payload starts in it
     * @param length its bytes; 0 is a valid datagram
     * @param tag who delivered it and where its time went
     */
    void onPacket(DirectBuffer payload, int offset, int length, PacketTag tag);

    /**
     * Ends a batch: all datagrams of one receive call have been handed over.
     *
     * @param packets how many there were, at least 1
     */
    default void onBatchEnd(int packets) {
    }
}

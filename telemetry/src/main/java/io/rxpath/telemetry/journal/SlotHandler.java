package io.rxpath.telemetry.journal;

import org.agrona.DirectBuffer;

/** What the consumer of an {@link EventRing} does with a slot. */
@FunctionalInterface
public interface SlotHandler {
    /**
     * Takes one slot. Called on the consumer's thread; the bytes are valid only during the call.
     *
     * @param buffer holds {@link EventRing#SLOT_LENGTH} bytes at {@code offset}
     */
    void onSlot(DirectBuffer buffer, int offset);
}

package io.rxpath.feed;

import org.agrona.DirectBuffer;

/**
 * The header that a feed puts in front of a datagram's messages. A flyweight for one thread, which allocates nothing:
 * {@link #wrap} reads the header, the other methods say what it read until the next one.
 *
 * <p>Numbers count messages, or packets where the framing numbers those; {@link #messages} says how many numbers the
 * datagram takes. What follows the messages is passed over: senders may append to them.
 */
public abstract sealed class FeedHeader permits MoldUdp64, IexTp, CmeMdp3 {
    /** The number that a header may begin with at most: so many messages fit behind it. */
    static final long MAX_SEQUENCE = Long.MAX_VALUE - 0xffff;

    long sessionHigh;
    long sessionLow;
    long sequence;
    int messages;
    long sendTimeNs;
    boolean endOfSession;

    FeedHeader() {
    }

    /**
     * Reads the header of a datagram.
     *
     * @param buffer holds the datagram; nothing is read outside of its bytes
     * @param offset where the datagram begins
     * @param length its bytes, 0 or more
     * @return false where they are no header of this framing: too short, or contradicting themselves; what the other
     *     methods say then is still of the header before
     */
    public abstract boolean wrap(DirectBuffer buffer, int offset, int length);

    /**
     * Whether the framing names its sessions, and so every restart of the numbers. Without sessions only numbers and
     * send times tell.
     */
    public abstract boolean hasSessions();

    /** The bits in which numbers are counted: all, or those of the header's field, which begins at 0 again after them. */
    public abstract long sequenceMask();

    /** The first of two words that together name the session; 0 where the framing has none. */
    public final long sessionHigh() {
        return sessionHigh;
    }

    /** The second word of the session's name; 0 where the first says it all. */
    public final long sessionLow() {
        return sessionLow;
    }

    /** The number of the first message; without messages the number that the next one will have. */
    public final long sequence() {
        return sequence;
    }

    /** How many numbers the datagram takes, 0 to 65534; 0 for a heartbeat and an end of session. */
    public final int messages() {
        return messages;
    }

    /** The number that the next datagram is to begin with. */
    public final long nextSequence() {
        return sequence + messages & sequenceMask();
    }

    /** Whether it brings no message and only says what the next number is. */
    public final boolean isHeartbeat() {
        return messages == 0;
    }

    /** Whether it says that the session is over. */
    public final boolean isEndOfSession() {
        return endOfSession;
    }

    /** When it was sent, ns since 1970 by the sender's clock; 0 where the framing does not say. */
    public final long sendTimeNs() {
        return sendTimeNs;
    }
}

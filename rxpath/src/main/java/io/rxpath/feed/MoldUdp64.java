package io.rxpath.feed;

import java.nio.ByteOrder;

import org.agrona.DirectBuffer;

/**
 * The downstream header of MoldUDP64, big-endian, {@value #LENGTH} bytes. Source: Nasdaq, MoldUDP64 Protocol
 * Specification 1.00.
 *
 * <pre>
 * u8  session[10];
 * u64 sequence;       // of the first message; of the next one where there is none
 * u16 count;          // messages; 0 heartbeat, 0xffff end of session
 * </pre>
 *
 * Each message begins with its length in two bytes, so that many must follow; sequence numbers from 2^63 on are taken
 * for no header.
 */
public final class MoldUdp64 extends FeedHeader {
    /** Bytes of the header. */
    public static final int LENGTH = 20;

    private static final int SESSION_REST = 8;
    private static final int SEQUENCE = 10;
    private static final int COUNT = 18;
    private static final int END_OF_SESSION = 0xffff;
    private static final int MESSAGE_PREFIX = 2;

    /** Creates a flyweight. */
    public MoldUdp64() {
    }

    @Override
    public boolean wrap(DirectBuffer buffer, int offset, int length) {
        if (length < LENGTH) {
            return false;
        }
        int count = buffer.getShort(offset + COUNT, ByteOrder.BIG_ENDIAN) & 0xffff;
        long first = buffer.getLong(offset + SEQUENCE, ByteOrder.BIG_ENDIAN);
        boolean end = count == END_OF_SESSION;
        int brought = end ? 0 : count;
        if (first < 0 || first > MAX_SEQUENCE || length - LENGTH < brought * MESSAGE_PREFIX) {
            return false;
        }
        sessionHigh = buffer.getLong(offset, ByteOrder.BIG_ENDIAN);
        sessionLow = buffer.getShort(offset + SESSION_REST, ByteOrder.BIG_ENDIAN) & 0xffff;
        sequence = first;
        messages = brought;
        endOfSession = end;
        return true;
    }

    @Override
    public boolean hasSessions() {
        return true;
    }

    @Override
    public long sequenceMask() {
        return -1;
    }
}

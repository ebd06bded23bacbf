package io.rxpath.feed;

import java.nio.ByteOrder;

import org.agrona.DirectBuffer;

/**
 * The packet header of CME MDP 3.0, little-endian, {@value #LENGTH} bytes. Source: CME Group, MDP 3.0 Binary Packet
 * Header and SBE Technical Headers.
 *
 * <pre>
 * u32 sequence;       // of the packet, per channel, reset weekly
 * u64 sendTime;       // ns since 1970
 * </pre>
 *
 * It numbers packets, so that each takes one number whatever messages it brings; heartbeats are numbered messages too.
 * No header: a send time from 2^63 on, or a first message whose own size is less than its headers or more than the
 * datagram.
 */
public final class CmeMdp3 extends FeedHeader {
    /** Bytes of the header. */
    public static final int LENGTH = 12;

    private static final int SEND_TIME = 4;
    private static final int MESSAGE_SIZE = 12;
    /** Its own size, and the SBE message header. */
    private static final int LEAST_MESSAGE = 10;
    private static final long U32 = 0xffff_ffffL;

    /** Creates a flyweight. */
    public CmeMdp3() {
        messages = 1;
    }

    @Override
    public boolean wrap(DirectBuffer buffer, int offset, int length) {
        if (length < LENGTH) {
            return false;
        }
        long sent = buffer.getLong(offset + SEND_TIME, ByteOrder.LITTLE_ENDIAN);
        if (sent < 0 || length > LENGTH && !isMessage(buffer, offset, length - LENGTH)) {
            return false;
        }
        sequence = buffer.getInt(offset, ByteOrder.LITTLE_ENDIAN) & U32;
        sendTimeNs = sent;
        return true;
    }

    private static boolean isMessage(DirectBuffer buffer, int offset, int room) {
        if (room < LEAST_MESSAGE) {
            return false;
        }
        int size = buffer.getShort(offset + MESSAGE_SIZE, ByteOrder.LITTLE_ENDIAN) & 0xffff;
        return size >= LEAST_MESSAGE && size <= room;
    }

    @Override
    public boolean hasSessions() {
        return false;
    }

    @Override
    public long sequenceMask() {
        return U32;
    }
}

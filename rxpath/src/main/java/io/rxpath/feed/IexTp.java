package io.rxpath.feed;

import java.nio.ByteOrder;

import org.agrona.DirectBuffer;

/**
 * The segment header of IEX-TP, little-endian, {@value #LENGTH} bytes. Source: IEX Transport Specification 1.25,
 * outbound segments.
 *
 * <pre>
 * u8  version;        // 1
 * u8  reserved;
 * u16 protocol;       // of the messages, for example 0x8003 for TOPS 1.6
 * u32 channel;
 * u32 session;
 * u16 payloadLength;
 * u16 count;          // messages; 0 heartbeat
 * i64 streamOffset;   // of the payload in the session, bytes
 * i64 sequence;       // of the first message; of the next one where there is none
 * i64 sendTime;       // ns since 1970
 * </pre>
 *
 * No header: another version, a payload longer than the datagram, messages without payload or payload without messages,
 * less payload than the messages' own lengths take. So a datagram that was cut off is none. Channel and session together
 * name the session.
 */
public final class IexTp extends FeedHeader {
    /** Bytes of the header. */
    public static final int LENGTH = 40;

    private static final int VERSION = 1;
    private static final int PROTOCOL = 2;
    private static final int CHANNEL = 4;
    private static final int SESSION = 8;
    private static final int PAYLOAD_LENGTH = 12;
    private static final int COUNT = 14;
    private static final int STREAM_OFFSET = 16;
    private static final int SEQUENCE = 24;
    private static final int SEND_TIME = 32;
    private static final int MESSAGE_PREFIX = 2;

    private int protocol;
    private long streamOffset;

    /** Creates a flyweight. */
    public IexTp() {
    }

    @Override
    public boolean wrap(DirectBuffer buffer, int offset, int length) {
        if (length < LENGTH || buffer.getByte(offset) != VERSION) {
            return false;
        }
        int payload = buffer.getShort(offset + PAYLOAD_LENGTH, ByteOrder.LITTLE_ENDIAN) & 0xffff;
        int count = buffer.getShort(offset + COUNT, ByteOrder.LITTLE_ENDIAN) & 0xffff;
        long first = buffer.getLong(offset + SEQUENCE, ByteOrder.LITTLE_ENDIAN);
        if (first < 0 || first > MAX_SEQUENCE || payload > length - LENGTH || count * MESSAGE_PREFIX > payload
                || count == 0 != (payload == 0)) {
            return false;
        }
        long channel = buffer.getInt(offset + CHANNEL, ByteOrder.LITTLE_ENDIAN);
        long session = buffer.getInt(offset + SESSION, ByteOrder.LITTLE_ENDIAN);
        sessionHigh = channel << 32 | session & 0xffff_ffffL;
        sequence = first;
        messages = count;
        sendTimeNs = buffer.getLong(offset + SEND_TIME, ByteOrder.LITTLE_ENDIAN);
        protocol = buffer.getShort(offset + PROTOCOL, ByteOrder.LITTLE_ENDIAN) & 0xffff;
        streamOffset = buffer.getLong(offset + STREAM_OFFSET, ByteOrder.LITTLE_ENDIAN);
        return true;
    }

    /** What its messages are written in, 0 to 65535. */
    public int protocol() {
        return protocol;
    }

    /** The channel, 0 to 4294967295. */
    public long channel() {
        return sessionHigh >>> 32;
    }

    /** The session within the channel, 0 to 4294967295. */
    public long session() {
        return sessionHigh & 0xffff_ffffL;
    }

    /** Where its payload stands in all that the session has sent, bytes. */
    public long streamOffset() {
        return streamOffset;
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

package io.rxpath.telemetry.event;

import java.nio.ByteOrder;

import org.agrona.DirectBuffer;

/** Reads a feed record in place. A flyweight: valid while the wrapped bytes are; allocates nothing. */
public final class FeedEventDecoder {
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

    private DirectBuffer buffer;
    private int offset;

    /** Creates a decoder that must be wrapped around a record before use. */
    public FeedEventDecoder() {
    }

    /**
     * Moves to a record.
     *
     * @param buffer has {@link FeedRecord#LENGTH} bytes from {@code offset}
     * @return this
     */
    public FeedEventDecoder wrap(DirectBuffer buffer, int offset) {
        this.buffer = buffer;
        this.offset = offset;
        return this;
    }

    /** What happened; {@link #kindCode()} tells unknown ones apart. */
    public FeedEventKind kind() {
        return FeedEventKind.of(kindCode());
    }

    /** The kind's code as written, 0 to 255. */
    public int kindCode() {
        return buffer.getByte(offset + FeedRecord.KIND_OFFSET) & 0xff;
    }

    /** Whether it is about the channel or one line. */
    public FeedScope scope() {
        return FeedScope.of(buffer.getByte(offset + FeedRecord.SCOPE_OFFSET) & 0xff);
    }

    /** The number of the first message it is about, as the feed counts. */
    public long first() {
        return buffer.getLong(offset + FeedRecord.FIRST_OFFSET, ORDER);
    }

    /** How many messages, packets or datagrams, {@link FeedEventKind}. */
    public long count() {
        return buffer.getLong(offset + FeedRecord.COUNT_OFFSET, ORDER);
    }

    /** The number of the packet that told it, unique within run and worker. */
    public long packetNumber() {
        return buffer.getLong(offset + FeedRecord.PACKET_NUMBER_OFFSET, ORDER);
    }

    /** The app time of that packet, CLOCK_REALTIME ns. */
    public long appNs() {
        return buffer.getLong(offset + FeedRecord.APP_OFFSET, ORDER);
    }

    /** When the messages were first skipped, CLOCK_REALTIME ns; 0 where none were. */
    public long sinceNs() {
        return buffer.getLong(offset + FeedRecord.SINCE_OFFSET, ORDER);
    }

    /** The first word of the session in force; 0 where there is none. */
    public long session() {
        return buffer.getLong(offset + FeedRecord.SESSION_OFFSET, ORDER);
    }

    /** The rest of the session, 0 to 65535. */
    public int sessionRest() {
        return buffer.getShort(offset + FeedRecord.SESSION_REST_OFFSET, ORDER) & PacketRecord.MAX_U16;
    }

    /** The worker, 0 to 65535. */
    public int worker() {
        return buffer.getShort(offset + FeedRecord.WORKER_OFFSET, ORDER) & PacketRecord.MAX_U16;
    }

    /** The socket of the line that it is about, or whose packet told it, 0 to 65535. */
    public int socket() {
        return buffer.getShort(offset + FeedRecord.SOCKET_OFFSET, ORDER) & PacketRecord.MAX_U16;
    }
}

package io.rxpath.telemetry.event;

import java.nio.ByteOrder;

import org.agrona.MutableDirectBuffer;

/** Writes a feed record in place. A flyweight for one thread; allocates nothing. */
public final class FeedEventEncoder {
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
    private static final byte TYPE_VERSION = JournalRecord.typeVersion(RecordType.FEED);

    private MutableDirectBuffer buffer;
    private int offset;

    /** Creates an encoder that must be wrapped around a record before use. */
    public FeedEventEncoder() {
    }

    /**
     * Starts a record: all fields 0, type and version set.
     *
     * @param buffer has {@link FeedRecord#LENGTH} bytes from {@code offset}
     * @return this
     */
    public FeedEventEncoder wrap(MutableDirectBuffer buffer, int offset) {
        this.buffer = buffer;
        this.offset = offset;
        for (int i = 0; i < FeedRecord.LENGTH; i += Long.BYTES) {
            buffer.putLong(offset + i, 0, ORDER);
        }
        buffer.putByte(offset + JournalRecord.TYPE_VERSION_OFFSET, TYPE_VERSION);
        return this;
    }

    /** What happened, and to the channel or to one line. */
    public FeedEventEncoder kind(FeedEventKind kind, FeedScope scope) {
        buffer.putByte(offset + FeedRecord.KIND_OFFSET, (byte) kind.code());
        buffer.putByte(offset + FeedRecord.SCOPE_OFFSET, (byte) scope.code());
        return this;
    }

    /** The number of the first message it is about, and how many; since when they were skipped, CLOCK_REALTIME ns or 0. */
    public FeedEventEncoder messages(long first, long count, long sinceNs) {
        buffer.putLong(offset + FeedRecord.FIRST_OFFSET, first, ORDER);
        buffer.putLong(offset + FeedRecord.COUNT_OFFSET, count, ORDER);
        buffer.putLong(offset + FeedRecord.SINCE_OFFSET, sinceNs, ORDER);
        return this;
    }

    /** The packet that told it: its number in its worker, and its app time, CLOCK_REALTIME ns. */
    public FeedEventEncoder packet(long packetNumber, long appNs) {
        buffer.putLong(offset + FeedRecord.PACKET_NUMBER_OFFSET, packetNumber, ORDER);
        buffer.putLong(offset + FeedRecord.APP_OFFSET, appNs, ORDER);
        return this;
    }

    /** The session in force: its first word, and the low 16 bits of the rest. */
    public FeedEventEncoder session(long first, long rest) {
        buffer.putLong(offset + FeedRecord.SESSION_OFFSET, first, ORDER);
        buffer.putShort(offset + FeedRecord.SESSION_REST_OFFSET, (short) rest, ORDER);
        return this;
    }

    /** The worker and the socket of the line; both kept within 0..65535. */
    public FeedEventEncoder line(int worker, int socket) {
        buffer.putShort(offset + FeedRecord.WORKER_OFFSET,
                (short) Math.clamp(worker, 0, PacketRecord.MAX_U16), ORDER);
        buffer.putShort(offset + FeedRecord.SOCKET_OFFSET,
                (short) Math.clamp(socket, 0, PacketRecord.MAX_U16), ORDER);
        return this;
    }
}

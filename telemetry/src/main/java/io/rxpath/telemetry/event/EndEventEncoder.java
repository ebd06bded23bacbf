package io.rxpath.telemetry.event;

import java.nio.ByteOrder;

import org.agrona.MutableDirectBuffer;

/** Writes an end record in place. A flyweight for one thread; allocates nothing. */
public final class EndEventEncoder {
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
    private static final byte TYPE_VERSION = JournalRecord.typeVersion(RecordType.END);

    private MutableDirectBuffer buffer;
    private int offset;

    /** Creates an encoder that must be wrapped around a record before use. */
    public EndEventEncoder() {
    }

    /**
     * Starts a record: all fields 0, type and version set.
     *
     * @param buffer has {@link EndRecord#LENGTH} bytes from {@code offset}
     * @return this
     */
    public EndEventEncoder wrap(MutableDirectBuffer buffer, int offset) {
        onto(buffer, offset);
        for (int i = 0; i < EndRecord.LENGTH; i += Long.BYTES) {
            buffer.putLong(offset + i, 0, ORDER);
        }
        buffer.putByte(offset + JournalRecord.TYPE_VERSION_OFFSET, TYPE_VERSION);
        return this;
    }

    /** Goes on with a record that has been started; its fields stay as they are. */
    public EndEventEncoder onto(MutableDirectBuffer buffer, int offset) {
        this.buffer = buffer;
        this.offset = offset;
        return this;
    }

    /** Whose run ended, kept within 0..65535, and when, CLOCK_REALTIME ns. */
    public EndEventEncoder worker(int worker, long endNs) {
        buffer.putShort(offset + EndRecord.WORKER_OFFSET,
                (short) Math.min(Math.max(worker, 0), PacketRecord.MAX_U16), ORDER);
        buffer.putLong(offset + EndRecord.END_OFFSET, endNs, ORDER);
        return this;
    }

    /** The last packet number given out, {@link EndRecord#NO_NUMBER} for none, and how many were. */
    public EndEventEncoder givenOut(long lastNumber, long count) {
        buffer.putLong(offset + EndRecord.LAST_NUMBER_OFFSET, lastNumber, ORDER);
        buffer.putLong(offset + EndRecord.GIVEN_OUT_OFFSET, count, ORDER);
        return this;
    }

    /** How many packets have a record in the run. */
    public EndEventEncoder recorded(long count) {
        buffer.putLong(offset + EndRecord.RECORDED_OFFSET, count, ORDER);
        return this;
    }

    /** How many packets were left out by the packet policy. */
    public EndEventEncoder leftOut(long count) {
        buffer.putLong(offset + EndRecord.LEFT_OUT_OFFSET, count, ORDER);
        return this;
    }
}

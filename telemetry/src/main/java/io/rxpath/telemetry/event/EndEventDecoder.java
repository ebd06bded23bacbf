package io.rxpath.telemetry.event;

import java.nio.ByteOrder;

import org.agrona.DirectBuffer;

/** Reads an end record in place. A flyweight: valid while the wrapped bytes are; allocates nothing. */
public final class EndEventDecoder {
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

    private DirectBuffer buffer;
    private int offset;

    /** Creates a decoder that must be wrapped around a record before use. */
    public EndEventDecoder() {
    }

    /**
     * Moves to a record.
     *
     * @param buffer has {@link EndRecord#LENGTH} bytes from {@code offset}
     * @return this
     */
    public EndEventDecoder wrap(DirectBuffer buffer, int offset) {
        this.buffer = buffer;
        this.offset = offset;
        return this;
    }

    /** The last packet number given out, {@link EndRecord#NO_NUMBER} for none. */
    public long lastNumber() {
        return buffer.getLong(offset + EndRecord.LAST_NUMBER_OFFSET, ORDER);
    }

    /** How many packet numbers were given out. */
    public long givenOut() {
        return buffer.getLong(offset + EndRecord.GIVEN_OUT_OFFSET, ORDER);
    }

    /** How many packets have a record in the run. */
    public long recorded() {
        return buffer.getLong(offset + EndRecord.RECORDED_OFFSET, ORDER);
    }

    /** How many packets were left out by the packet policy. */
    public long leftOut() {
        return buffer.getLong(offset + EndRecord.LEFT_OUT_OFFSET, ORDER);
    }

    /** How many packets are neither recorded nor left out: those in the run's gap records. */
    public long missing() {
        return givenOut() - recorded() - leftOut();
    }

    /** When the run ended, CLOCK_REALTIME ns. */
    public long endNs() {
        return buffer.getLong(offset + EndRecord.END_OFFSET, ORDER);
    }

    /** Whose run ended, 0 to 65535. */
    public int worker() {
        return buffer.getShort(offset + EndRecord.WORKER_OFFSET, ORDER) & PacketRecord.MAX_U16;
    }
}

package io.rxpath.telemetry.event;

import java.nio.ByteOrder;

import org.agrona.MutableDirectBuffer;

/** Writes a gap record in place. A flyweight for one thread; allocates nothing. */
public final class GapEventEncoder {
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
    private static final byte TYPE_VERSION = JournalRecord.typeVersion(RecordType.GAP);

    private MutableDirectBuffer buffer;
    private int offset;

    /** Creates an encoder that must be wrapped around a record before use. */
    public GapEventEncoder() {
    }

    /**
     * Starts a record: all fields 0, type and version set.
     *
     * @param buffer has {@link GapRecord#LENGTH} bytes from {@code offset}
     * @return this
     */
    public GapEventEncoder wrap(MutableDirectBuffer buffer, int offset) {
        this.buffer = buffer;
        this.offset = offset;
        for (int i = 0; i < GapRecord.LENGTH; i += Long.BYTES) {
            buffer.putLong(offset + i, 0, ORDER);
        }
        buffer.putByte(offset + JournalRecord.TYPE_VERSION_OFFSET, TYPE_VERSION);
        return this;
    }

    /** Whose packets are missing, and why; the worker is kept within 0..65535. */
    public GapEventEncoder worker(int worker, GapReason reason) {
        buffer.putShort(offset + GapRecord.WORKER_OFFSET,
                (short) Math.min(Math.max(worker, 0), PacketRecord.MAX_U16), ORDER);
        buffer.putByte(offset + GapRecord.REASON_OFFSET, (byte) reason.code());
        return this;
    }

    /** The numbers of the first and the last missing packet, and how many are missing. */
    public GapEventEncoder numbers(long first, long last, long count) {
        buffer.putLong(offset + GapRecord.FIRST_NUMBER_OFFSET, first, ORDER);
        buffer.putLong(offset + GapRecord.LAST_NUMBER_OFFSET, last, ORDER);
        buffer.putLong(offset + GapRecord.COUNT_OFFSET, count, ORDER);
        return this;
    }

    /** The run whose packets are missing, where it is another than the record's own. */
    public GapEventEncoder runId(long runId) {
        buffer.putLong(offset + GapRecord.RUN_OFFSET, runId, ORDER);
        return this;
    }

    /** The app times of the first and the last missing packet, CLOCK_REALTIME ns. */
    public GapEventEncoder appNs(long first, long last) {
        buffer.putLong(offset + GapRecord.FIRST_APP_OFFSET, first, ORDER);
        buffer.putLong(offset + GapRecord.LAST_APP_OFFSET, last, ORDER);
        return this;
    }
}

package io.rxpath.telemetry.event;

import java.nio.ByteOrder;

import org.agrona.DirectBuffer;

/** Reads a gap record in place. A flyweight: valid while the wrapped bytes are; allocates nothing. */
public final class GapEventDecoder {
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

    private DirectBuffer buffer;
    private int offset;

    /** Creates a decoder that must be wrapped around a record before use. */
    public GapEventDecoder() {
    }

    /**
     * Moves to a record.
     *
     * @param buffer has {@link GapRecord#LENGTH} bytes from {@code offset}
     * @return this
     */
    public GapEventDecoder wrap(DirectBuffer buffer, int offset) {
        this.buffer = buffer;
        this.offset = offset;
        return this;
    }

    /** The number of the first missing packet, {@link GapRecord#UNKNOWN} where that is not known. */
    public long firstNumber() {
        return buffer.getLong(offset + GapRecord.FIRST_NUMBER_OFFSET, ORDER);
    }

    /** The number of the last missing packet, {@link GapRecord#UNKNOWN} where that is not known. */
    public long lastNumber() {
        return buffer.getLong(offset + GapRecord.LAST_NUMBER_OFFSET, ORDER);
    }

    /** How many are missing, {@link GapRecord#UNKNOWN} where that is not known. */
    public long count() {
        return buffer.getLong(offset + GapRecord.COUNT_OFFSET, ORDER);
    }

    /** The app time of the first missing packet, CLOCK_REALTIME ns. */
    public long firstAppNs() {
        return buffer.getLong(offset + GapRecord.FIRST_APP_OFFSET, ORDER);
    }

    /** The app time of the last missing packet, CLOCK_REALTIME ns. */
    public long lastAppNs() {
        return buffer.getLong(offset + GapRecord.LAST_APP_OFFSET, ORDER);
    }

    /** The run whose packets are missing; {@link GapRecord#THIS_RUN} for the run that the record belongs to. */
    public long runId() {
        return buffer.getLong(offset + GapRecord.RUN_OFFSET, ORDER);
    }

    /** Whose packets are missing, 0 to 65535: a worker of the run that {@link #runId()} says. */
    public int worker() {
        return buffer.getShort(offset + GapRecord.WORKER_OFFSET, ORDER) & PacketRecord.MAX_U16;
    }

    /** Why; {@link #reasonCode()} tells unknown ones apart. */
    public GapReason reason() {
        return GapReason.of(reasonCode());
    }

    /** The reason's code as written, 0 to 255. */
    public int reasonCode() {
        return buffer.getByte(offset + GapRecord.REASON_OFFSET) & 0xff;
    }
}

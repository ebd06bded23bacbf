package io.rxpath.telemetry.event;

import java.nio.ByteOrder;

import org.agrona.MutableDirectBuffer;

/**
 * Writes a packet record in place. A flyweight: wrap it, set the fields, forget it. Values that do not fit stay at
 * the field's limit. One thread; allocates nothing.
 */
public final class PacketEventEncoder {
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
    private static final long TYPE_VERSION = JournalRecord.typeVersion(RecordType.PACKET) & 0xffL;
    private static final int TYPE_VERSION_SHIFT = (PacketRecord.TYPE_VERSION_OFFSET
            - PacketRecord.LENGTH_OFFSET) * 8;
    private static final int WORKER_SHIFT = (PacketRecord.WORKER_OFFSET - PacketRecord.UNSEEN_OFFSET) * 8;

    private MutableDirectBuffer buffer;
    private int offset;

    /** Creates an encoder that must be wrapped around a record before use. */
    public PacketEventEncoder() {
    }

    /**
     * Starts a record: all fields 0, type and version set.
     *
     * @param buffer has {@link PacketRecord#LENGTH} bytes from {@code offset}
     * @return this
     */
    public PacketEventEncoder wrap(MutableDirectBuffer buffer, int offset) {
        return wrap(buffer, offset, 0, 0, 0);
    }

    /**
     * Starts a record: all other fields 0, type and version set. As {@link #wrap(MutableDirectBuffer, int)} with
     * three setters, in one pass over the record.
     *
     * @param buffer has {@link PacketRecord#LENGTH} bytes from {@code offset}
     * @param packetNumber as in {@link #packetNumber}
     * @param appNs as in {@link #appNs}
     * @param worker as in {@link #worker}
     * @return this
     */
    public PacketEventEncoder wrap(MutableDirectBuffer buffer, int offset, long packetNumber, long appNs,
            int worker) {
        this.buffer = buffer;
        this.offset = offset;
        buffer.putLong(offset + PacketRecord.INGRESS_OFFSET, 0, ORDER);
        buffer.putLong(offset + PacketRecord.APP_OFFSET, appNs, ORDER);
        buffer.putLong(offset + PacketRecord.STEAL_OFFSET, 0, ORDER);
        buffer.putLong(offset + PacketRecord.PACKET_NUMBER_OFFSET, packetNumber, ORDER);
        buffer.putLong(offset + PacketRecord.REGIME_WORD_OFFSET, 0, ORDER);
        buffer.putLong(offset + PacketRecord.NAPI_ID_OFFSET, 0, ORDER);
        buffer.putLong(offset + PacketRecord.UNSEEN_OFFSET, (u16(worker) & 0xffffL) << WORKER_SHIFT, ORDER);
        buffer.putLong(offset + PacketRecord.LENGTH_OFFSET, TYPE_VERSION << TYPE_VERSION_SHIFT, ORDER);
        return this;
    }

    /** Stamp nearest to the NIC, CLOCK_REALTIME ns; 0 without a stamp. */
    public PacketEventEncoder ingressNs(long ingressNs) {
        buffer.putLong(offset + PacketRecord.INGRESS_OFFSET, ingressNs, ORDER);
        return this;
    }

    /** End of the receive call that returned the packet, CLOCK_REALTIME ns. */
    public PacketEventEncoder appNs(long appNs) {
        buffer.putLong(offset + PacketRecord.APP_OFFSET, appNs, ORDER);
        return this;
    }

    /** How long the thread was off its CPU between ingress and app, ns. */
    public PacketEventEncoder stealNs(long stealNs) {
        buffer.putLong(offset + PacketRecord.STEAL_OFFSET, stealNs, ORDER);
        return this;
    }

    /** The packet's number, unique within run and worker. */
    public PacketEventEncoder packetNumber(long packetNumber) {
        buffer.putLong(offset + PacketRecord.PACKET_NUMBER_OFFSET, packetNumber, ORDER);
        return this;
    }

    /** The regimes in force, {@link RegimeWord}. */
    public PacketEventEncoder regimeWord(long regimeWord) {
        buffer.putLong(offset + PacketRecord.REGIME_WORD_OFFSET, regimeWord, ORDER);
        return this;
    }

    /** The socket's NAPI id, 0 for none. */
    public PacketEventEncoder napiId(int napiId) {
        buffer.putInt(offset + PacketRecord.NAPI_ID_OFFSET, napiId, ORDER);
        return this;
    }

    /** The settings epoch, 0 for not observed. */
    public PacketEventEncoder settingsEpoch(int settingsEpoch) {
        buffer.putInt(offset + PacketRecord.SETTINGS_EPOCH_OFFSET, settingsEpoch, ORDER);
        return this;
    }

    /** Upper bound on the wait before the stamp, ns; kept within 0..{@link PacketRecord#MAX_UNSEEN_NS}. */
    public PacketEventEncoder unseenNs(long unseenNs) {
        buffer.putInt(offset + PacketRecord.UNSEEN_OFFSET,
                (int) Math.min(Math.max(unseenNs, 0), PacketRecord.MAX_UNSEEN_NS), ORDER);
        return this;
    }

    /** The worker; kept within 0..65535. */
    public PacketEventEncoder worker(int worker) {
        buffer.putShort(offset + PacketRecord.WORKER_OFFSET, u16(worker), ORDER);
        return this;
    }

    /** The socket within its worker; kept within 0..65535. */
    public PacketEventEncoder socket(int socket) {
        buffer.putShort(offset + PacketRecord.SOCKET_OFFSET, u16(socket), ORDER);
        return this;
    }

    /** Bytes of payload received; kept within 0..65535. */
    public PacketEventEncoder length(int length) {
        buffer.putShort(offset + PacketRecord.LENGTH_OFFSET, u16(length), ORDER);
        return this;
    }

    /** Branch and deliverer. */
    public PacketEventEncoder branch(Branch branch, Deliverer deliverer) {
        buffer.putByte(offset + PacketRecord.BRANCH_DELIVERER_OFFSET,
                (byte) (branch.code() << 4 | deliverer.code()));
        return this;
    }

    /** Cause and way. */
    public PacketEventEncoder cause(Cause cause, Via via) {
        buffer.putByte(offset + PacketRecord.CAUSE_VIA_OFFSET, (byte) (cause.code() << 4 | via.code()));
        return this;
    }

    /** What the label rests on, and who stamped. */
    public PacketEventEncoder evidence(Evidence evidence, StampProvenance provenance) {
        buffer.putByte(offset + PacketRecord.EVIDENCE_PROVENANCE_OFFSET,
                (byte) (evidence.code() << 4 | provenance.code()));
        return this;
    }

    /** The packet's place in the batch of its receive call; kept within 0..255. */
    public PacketEventEncoder batchIndex(int batchIndex) {
        buffer.putByte(offset + PacketRecord.BATCH_INDEX_OFFSET,
                (byte) Math.min(Math.max(batchIndex, 0), PacketRecord.MAX_U8));
        return this;
    }

    /** The bits of {@link PacketFlags}. */
    public PacketEventEncoder flags(int flags) {
        buffer.putByte(offset + PacketRecord.FLAGS_OFFSET, (byte) flags);
        return this;
    }

    private static short u16(int value) {
        return (short) Math.min(Math.max(value, 0), PacketRecord.MAX_U16);
    }
}

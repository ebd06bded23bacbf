package io.rxpath.telemetry.event;

import java.nio.ByteOrder;

import org.agrona.MutableDirectBuffer;

/**
 * Writes a packet record. A flyweight: wrap it around a record, set the fields, write it. The fields are put together
 * here, in the record's eight words, and go out a word at a time: to write each by itself takes twice as long. Values
 * that do not fit stay at the field's limit. One thread; allocates nothing.
 */
public final class PacketEventEncoder {
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
    private static final int U8 = 0xff;
    private static final int U16 = 0xffff;
    private static final long U32 = 0xffff_ffffL;
    private static final long TYPE_VERSION = field(JournalRecord.typeVersion(RecordType.PACKET) & U8,
            PacketRecord.TYPE_VERSION_OFFSET);

    private MutableDirectBuffer buffer;
    private int offset;
    private long ingressNs;
    private long appNs;
    private long stealNs;
    private long packetNumber;
    private long regimeWord;
    /** From the NAPI id on. */
    private long settings;
    /** From unseen on. */
    private long place;
    /** From the length on. */
    private long label;

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
        this.buffer = buffer;
        this.offset = offset;
        ingressNs = 0;
        appNs = 0;
        stealNs = 0;
        packetNumber = 0;
        regimeWord = 0;
        settings = 0;
        place = 0;
        label = TYPE_VERSION;
        return this;
    }

    /** Writes the record as it is set by now. */
    public void write() {
        buffer.putLong(offset + PacketRecord.INGRESS_OFFSET, ingressNs, ORDER);
        buffer.putLong(offset + PacketRecord.APP_OFFSET, appNs, ORDER);
        buffer.putLong(offset + PacketRecord.STEAL_OFFSET, stealNs, ORDER);
        buffer.putLong(offset + PacketRecord.PACKET_NUMBER_OFFSET, packetNumber, ORDER);
        buffer.putLong(offset + PacketRecord.REGIME_WORD_OFFSET, regimeWord, ORDER);
        buffer.putLong(offset + PacketRecord.NAPI_ID_OFFSET, settings, ORDER);
        buffer.putLong(offset + PacketRecord.UNSEEN_OFFSET, place, ORDER);
        buffer.putLong(offset + PacketRecord.LENGTH_OFFSET, label, ORDER);
    }

    /** Stamp nearest to the NIC, CLOCK_REALTIME ns; 0 without a stamp. */
    public PacketEventEncoder ingressNs(long ingressNs) {
        this.ingressNs = ingressNs;
        return this;
    }

    /** End of the receive call that returned the packet, CLOCK_REALTIME ns. */
    public PacketEventEncoder appNs(long appNs) {
        this.appNs = appNs;
        return this;
    }

    /** How long the thread was off its CPU between ingress and app, ns. */
    public PacketEventEncoder stealNs(long stealNs) {
        this.stealNs = stealNs;
        return this;
    }

    /** The packet's number, unique within run and worker. */
    public PacketEventEncoder packetNumber(long packetNumber) {
        this.packetNumber = packetNumber;
        return this;
    }

    /** The regimes in force, {@link RegimeWord}. */
    public PacketEventEncoder regimeWord(long regimeWord) {
        this.regimeWord = regimeWord;
        return this;
    }

    /** The socket's NAPI id, 0 for none. */
    public PacketEventEncoder napiId(int napiId) {
        settings = with(settings, PacketRecord.NAPI_ID_OFFSET, U32, napiId & U32);
        return this;
    }

    /** The settings epoch, 0 for not observed. */
    public PacketEventEncoder settingsEpoch(int settingsEpoch) {
        settings = with(settings, PacketRecord.SETTINGS_EPOCH_OFFSET, U32, settingsEpoch & U32);
        return this;
    }

    /** Upper bound on the wait before the stamp, ns; kept within 0..{@link PacketRecord#MAX_UNSEEN_NS}. */
    public PacketEventEncoder unseenNs(long unseenNs) {
        place = with(place, PacketRecord.UNSEEN_OFFSET, U32,
                Math.clamp(unseenNs, 0, PacketRecord.MAX_UNSEEN_NS));
        return this;
    }

    /** The worker; kept within 0..65535. */
    public PacketEventEncoder worker(int worker) {
        place = with(place, PacketRecord.WORKER_OFFSET, U16, Math.clamp(worker, 0, PacketRecord.MAX_U16));
        return this;
    }

    /** The socket within its worker; kept within 0..65535. */
    public PacketEventEncoder socket(int socket) {
        place = with(place, PacketRecord.SOCKET_OFFSET, U16, Math.clamp(socket, 0, PacketRecord.MAX_U16));
        return this;
    }

    /** Bytes of payload received; kept within 0..65535. */
    public PacketEventEncoder length(int length) {
        label = with(label, PacketRecord.LENGTH_OFFSET, U16, Math.clamp(length, 0, PacketRecord.MAX_U16));
        return this;
    }

    /** Branch and deliverer. */
    public PacketEventEncoder branch(Branch branch, Deliverer deliverer) {
        label = with(label, PacketRecord.BRANCH_DELIVERER_OFFSET, U8, branch.code() << 4 | deliverer.code());
        return this;
    }

    /** Cause and way. */
    public PacketEventEncoder cause(Cause cause, Via via) {
        label = with(label, PacketRecord.CAUSE_VIA_OFFSET, U8, cause.code() << 4 | via.code());
        return this;
    }

    /** What the label rests on, and who stamped. */
    public PacketEventEncoder evidence(Evidence evidence, StampProvenance provenance) {
        label = with(label, PacketRecord.EVIDENCE_PROVENANCE_OFFSET, U8,
                evidence.code() << 4 | provenance.code());
        return this;
    }

    /** The packet's place in the batch of its receive call; kept within 0..255. */
    public PacketEventEncoder batchIndex(int batchIndex) {
        label = with(label, PacketRecord.BATCH_INDEX_OFFSET, U8,
                Math.clamp(batchIndex, 0, PacketRecord.MAX_U8));
        return this;
    }

    /** The bits of {@link PacketFlags}. */
    public PacketEventEncoder flags(int flags) {
        label = with(label, PacketRecord.FLAGS_OFFSET, U8, flags & U8);
        return this;
    }

    private static long with(long word, int offset, long mask, long value) {
        return word & ~field(mask, offset) | field(value, offset);
    }

    /** A value at its place in the little-endian word of eight bytes that it lies in. */
    private static long field(long value, int offset) {
        return value << (offset & 7) * 8;
    }
}

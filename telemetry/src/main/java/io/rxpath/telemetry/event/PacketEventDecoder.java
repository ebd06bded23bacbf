package io.rxpath.telemetry.event;

import java.nio.ByteOrder;

import org.agrona.DirectBuffer;

/**
 * Reads a packet record in place, with the parts of its latency that follow from the record and the header's
 * {@code fastHitNs}. A flyweight: valid while the wrapped bytes are. One thread; allocates nothing.
 */
public final class PacketEventDecoder {
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

    private DirectBuffer buffer;
    private int offset;
    private long fastHitNs;

    /** Creates a decoder that must be wrapped around a record before use. */
    public PacketEventDecoder() {
    }

    /**
     * Moves to a record.
     *
     * @param buffer has {@link PacketRecord#LENGTH} bytes from {@code offset}
     * @param fastHitNs {@link JournalHeader#fastHitNs()} of the run that wrote the record
     * @return this
     */
    public PacketEventDecoder wrap(DirectBuffer buffer, int offset, long fastHitNs) {
        this.buffer = buffer;
        this.offset = offset;
        this.fastHitNs = fastHitNs;
        return this;
    }

    /** Stamp nearest to the NIC, CLOCK_REALTIME ns; 0 without a stamp. */
    public long ingressNs() {
        return buffer.getLong(offset + PacketRecord.INGRESS_OFFSET, ORDER);
    }

    /** End of the receive call that returned the packet, CLOCK_REALTIME ns. */
    public long appNs() {
        return buffer.getLong(offset + PacketRecord.APP_OFFSET, ORDER);
    }

    /** The packet's number, unique within run and worker. */
    public long packetNumber() {
        return buffer.getLong(offset + PacketRecord.PACKET_NUMBER_OFFSET, ORDER);
    }

    /** The regimes in force, {@link RegimeWord}. */
    public long regimeWord() {
        return buffer.getLong(offset + PacketRecord.REGIME_WORD_OFFSET, ORDER);
    }

    /** The socket's NAPI id, 0 for none; unsigned. */
    public int napiId() {
        return buffer.getInt(offset + PacketRecord.NAPI_ID_OFFSET, ORDER);
    }

    /** The settings epoch, 0 for not observed; unsigned. */
    public int settingsEpoch() {
        return buffer.getInt(offset + PacketRecord.SETTINGS_EPOCH_OFFSET, ORDER);
    }

    /** Upper bound on the wait before the stamp, ns; {@link PacketRecord#MAX_UNSEEN_NS} means that nothing bounds it. */
    public long unseenNs() {
        return buffer.getInt(offset + PacketRecord.UNSEEN_OFFSET, ORDER) & PacketRecord.MAX_UNSEEN_NS;
    }

    /** The worker, 0 to 65535. */
    public int worker() {
        return u16(PacketRecord.WORKER_OFFSET);
    }

    /** The socket within its worker, 0 to 65535. */
    public int socket() {
        return u16(PacketRecord.SOCKET_OFFSET);
    }

    /** Bytes of payload received, 0 to 65535. */
    public int length() {
        return u16(PacketRecord.LENGTH_OFFSET);
    }

    /** The branch; {@link #branchCode()} tells unknown ones apart. */
    public Branch branch() {
        return Branch.of(branchCode());
    }

    /** The branch's code as written, 0 to 15. */
    public int branchCode() {
        return high(PacketRecord.BRANCH_DELIVERER_OFFSET);
    }

    /** The deliverer; {@link #delivererCode()} tells unknown ones apart. */
    public Deliverer deliverer() {
        return Deliverer.of(delivererCode());
    }

    /** The deliverer's code as written, 0 to 15. */
    public int delivererCode() {
        return low(PacketRecord.BRANCH_DELIVERER_OFFSET);
    }

    /** The cause; {@link #causeCode()} tells unknown ones apart. */
    public Cause cause() {
        return Cause.of(causeCode());
    }

    /** The cause's code as written, 0 to 15. */
    public int causeCode() {
        return high(PacketRecord.CAUSE_VIA_OFFSET);
    }

    /** The way; {@link #viaCode()} tells unknown ones apart. */
    public Via via() {
        return Via.of(viaCode());
    }

    /** The way's code as written, 0 to 15. */
    public int viaCode() {
        return low(PacketRecord.CAUSE_VIA_OFFSET);
    }

    /** The evidence; {@link #evidenceCode()} tells unknown ones apart. */
    public Evidence evidence() {
        return Evidence.of(evidenceCode());
    }

    /** The evidence's code as written, 0 to 15. */
    public int evidenceCode() {
        return high(PacketRecord.EVIDENCE_PROVENANCE_OFFSET);
    }

    /** Who stamped; {@link #provenanceCode()} tells unknown ones apart. */
    public StampProvenance provenance() {
        return StampProvenance.of(provenanceCode());
    }

    /** The provenance's code as written, 0 to 15. */
    public int provenanceCode() {
        return low(PacketRecord.EVIDENCE_PROVENANCE_OFFSET);
    }

    /** The packet's place in the batch of its receive call, 0 to 255. */
    public int batchIndex() {
        return buffer.getByte(offset + PacketRecord.BATCH_INDEX_OFFSET) & PacketRecord.MAX_U8;
    }

    /** The bits of {@link PacketFlags}, and maybe some that this version does not know. */
    public int flags() {
        return buffer.getByte(offset + PacketRecord.FLAGS_OFFSET) & PacketRecord.MAX_U8;
    }

    /** Whether there is a stamp, and so a latency. */
    public boolean hasStamp() {
        return provenanceCode() != 0 && ingressNs() != 0;
    }

    /** App minus ingress, ns, zero or more; 0 where there is no stamp. */
    public long latencyNs() {
        return hasStamp() ? Math.max(appNs() - ingressNs(), 0) : 0;
    }

    /** How long the thread was off its CPU within the latency, ns. */
    public long stealNs() {
        return LatencyParts.stealNs(latencyNs(), recordedStealNs());
    }

    /** The latency's poll part, ns, {@link LatencyParts}. */
    public long pollNs() {
        return LatencyParts.pollNs(latencyNs(), recordedStealNs(), deliverer(), fastHitNs);
    }

    /** The latency's fallback part, ns, {@link LatencyParts}. */
    public long fallbackNs() {
        return LatencyParts.fallbackNs(latencyNs(), recordedStealNs(), deliverer(), fastHitNs);
    }

    /** The latency's unattributed part, ns, {@link LatencyParts}. */
    public long unattributedNs() {
        return LatencyParts.unattributedNs(latencyNs(), recordedStealNs(), deliverer());
    }

    private long recordedStealNs() {
        return buffer.getLong(offset + PacketRecord.STEAL_OFFSET, ORDER);
    }

    private int u16(int field) {
        return buffer.getShort(offset + field, ORDER) & PacketRecord.MAX_U16;
    }

    private int high(int field) {
        return (buffer.getByte(offset + field) & 0xf0) >>> 4;
    }

    private int low(int field) {
        return buffer.getByte(offset + field) & 0xf;
    }
}

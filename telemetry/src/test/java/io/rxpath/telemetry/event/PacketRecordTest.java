package io.rxpath.telemetry.event;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class PacketRecordTest {
    private final byte[] bytes = new byte[3 * PacketRecord.LENGTH];
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    private final PacketEventEncoder encoder = new PacketEventEncoder();
    private final PacketEventDecoder decoder = new PacketEventDecoder();

    @Test
    void layoutIsPinnedByteByByte() {
        Arrays.fill(bytes, (byte) 0xee);
        encoder.wrap(buffer, 64).ingressNs(0x1122334455667788L).appNs(0x2132435465768798L)
                .stealNs(0x0102030405060708L).packetNumber(0x1112131415161718L)
                .regimeWord(0x2122232425262728L).napiId(0x31323334).settingsEpoch(0x41424344)
                .unseenNs(0x51525354L).worker(0x6162).socket(0x7172).length(0x8182)
                .branch(Branch.FALLBACK_IRQ, Deliverer.SOFTIRQ).cause(Cause.SIBLING_STARVED, Via.KSOFTIRQD)
                .evidence(Evidence.VERIFIED, StampProvenance.HARDWARE).batchIndex(0x3f)
                .flags(PacketFlags.EMPTY | PacketFlags.TRUNCATED).write();
        final String record = "8877665544332211" + "9887766554433221" + "0807060504030201"
                + "1817161514131211" + "2827262524232221" + "34333231" + "44434241" + "54535251" + "6261"
                + "7271" + "8281" + "22" + "32" + "e4" + "22" + "3f" + "09";
        assertEquals("ee".repeat(64) + record + "ee".repeat(64), HexFormat.of().formatHex(bytes));
    }

    @Test
    void wrappingClearsWhatTheSlotHeldBefore() {
        Arrays.fill(bytes, (byte) 0xee);
        encoder.wrap(buffer, 0).write();
        final byte[] expected = new byte[PacketRecord.LENGTH];
        expected[58] = 0x22;
        assertArrayEquals(expected, Arrays.copyOf(bytes, PacketRecord.LENGTH));
    }

    @Test
    void whatIsWrittenReadsBack() {
        final long seed = System.nanoTime();
        final SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            final long ingress = random.nextLong();
            final long app = random.nextLong();
            final long number = random.nextLong();
            final long word = random.nextLong();
            final int napi = random.nextInt();
            final int epoch = random.nextInt();
            final long unseen = random.nextLong(PacketRecord.MAX_UNSEEN_NS + 1);
            final int worker = random.nextInt(1 << 16);
            final int socket = random.nextInt(1 << 16);
            final int length = random.nextInt(1 << 16);
            final Branch branch = pick(random, Branch.values());
            final Deliverer deliverer = pick(random, Deliverer.values());
            final Cause cause = pick(random, Cause.values());
            final Via via = pick(random, Via.values());
            final Evidence evidence = pick(random, Evidence.values());
            final StampProvenance provenance = pick(random, StampProvenance.values());
            final int index = random.nextInt(256);
            final int flags = random.nextInt(256);
            final int offset = random.nextInt(3) * PacketRecord.LENGTH;
            encoder.wrap(buffer, offset).ingressNs(ingress).appNs(app).packetNumber(number).regimeWord(word)
                    .napiId(napi).settingsEpoch(epoch).unseenNs(unseen).worker(worker).socket(socket)
                    .length(length).branch(branch, deliverer).cause(cause, via).evidence(evidence, provenance)
                    .batchIndex(index).flags(flags).write();
            decoder.wrap(buffer, offset, 0);
            final String hint = "seed " + seed + ", turn " + i;
            assertEquals(ingress, decoder.ingressNs(), hint);
            assertEquals(app, decoder.appNs(), hint);
            assertEquals(number, decoder.packetNumber(), hint);
            assertEquals(word, decoder.regimeWord(), hint);
            assertEquals(napi, decoder.napiId(), hint);
            assertEquals(epoch, decoder.settingsEpoch(), hint);
            assertEquals(unseen, decoder.unseenNs(), hint);
            assertEquals(worker, decoder.worker(), hint);
            assertEquals(socket, decoder.socket(), hint);
            assertEquals(length, decoder.length(), hint);
            assertSame(branch, decoder.branch(), hint);
            assertSame(deliverer, decoder.deliverer(), hint);
            assertSame(cause, decoder.cause(), hint);
            assertSame(via, decoder.via(), hint);
            assertSame(evidence, decoder.evidence(), hint);
            assertSame(provenance, decoder.provenance(), hint);
            assertEquals(index, decoder.batchIndex(), hint);
            assertEquals(flags, decoder.flags(), hint);
            assertSame(RecordType.PACKET, JournalRecord.type(buffer, offset), hint);
            assertEquals(JournalRecord.VERSION, JournalRecord.version(buffer, offset), hint);
        }
    }

    @Test
    void valuesThatDoNotFitStayAtTheLimit() {
        encoder.wrap(buffer, 0).unseenNs(1L << 32).worker(65_536).socket(Integer.MAX_VALUE).length(65_536)
                .batchIndex(256).write();
        decoder.wrap(buffer, 0, 0);
        assertEquals(PacketRecord.MAX_UNSEEN_NS, decoder.unseenNs());
        assertEquals(65_535, decoder.worker());
        assertEquals(65_535, decoder.socket());
        assertEquals(65_535, decoder.length());
        assertEquals(255, decoder.batchIndex());
        encoder.wrap(buffer, 0).unseenNs(-1).worker(-1).socket(-1).length(-1).batchIndex(-1).write();
        assertEquals(0, decoder.unseenNs());
        assertEquals(0, decoder.worker());
        assertEquals(0, decoder.socket());
        assertEquals(0, decoder.length());
        assertEquals(0, decoder.batchIndex());
    }

    @Test
    void aCodeOfANewerVersionReadsAsUnknownAndIsStillThere() {
        encoder.wrap(buffer, 0).write();
        for (int field = PacketRecord.BRANCH_DELIVERER_OFFSET; field <= PacketRecord.EVIDENCE_PROVENANCE_OFFSET; field++) {
            buffer.putByte(field, (byte) 0xfe);
        }
        decoder.wrap(buffer, 0, 0);
        assertSame(Branch.UNKNOWN, decoder.branch());
        assertSame(Deliverer.CONTESTED, decoder.deliverer());
        assertSame(Cause.NONE, decoder.cause());
        assertSame(Via.NONE, decoder.via());
        assertSame(Evidence.NONE, decoder.evidence());
        assertSame(StampProvenance.NONE, decoder.provenance());
        assertEquals(15, decoder.branchCode());
        assertEquals(14, decoder.delivererCode());
        assertEquals(15, decoder.causeCode());
        assertEquals(14, decoder.viaCode());
        assertEquals(15, decoder.evidenceCode());
        assertEquals(14, decoder.provenanceCode());
    }

    @Test
    void withoutAStampThereIsNoLatency() {
        encoder.wrap(buffer, 0).appNs(1_000).stealNs(500).evidence(Evidence.NONE, StampProvenance.NONE)
                .write();
        decoder.wrap(buffer, 0, 50_000);
        assertFalse(decoder.hasStamp());
        assertEquals(0, decoder.latencyNs());
        assertEquals(0, decoder.stealNs());
        assertEquals(0, decoder.pollNs() + decoder.fallbackNs() + decoder.unattributedNs());
    }

    @Test
    void thePartsFollowFromTheRecordAndTheHeader() {
        encoder.wrap(buffer, 0).ingressNs(1_000).appNs(101_000).stealNs(30_000)
                .branch(Branch.HOT_POLL, Deliverer.BUSY_POLL)
                .evidence(Evidence.INFERRED, StampProvenance.SOFTWARE).write();
        decoder.wrap(buffer, 0, 50_000);
        assertEquals(100_000, decoder.latencyNs());
        assertEquals(30_000, decoder.stealNs());
        assertEquals(50_000, decoder.pollNs());
        assertEquals(20_000, decoder.fallbackNs());
        assertEquals(0, decoder.unattributedNs());
        encoder.branch(Branch.FALLBACK_IRQ, Deliverer.SOFTIRQ).write();
        assertEquals(70_000, decoder.fallbackNs());
        assertEquals(0, decoder.pollNs());
        encoder.branch(Branch.UNKNOWN, Deliverer.CONTESTED).write();
        assertEquals(70_000, decoder.unattributedNs());
        assertEquals(0, decoder.fallbackNs());
    }

    private static <E> E pick(SplittableRandom random, E[] values) {
        return values[random.nextInt(values.length)];
    }
}

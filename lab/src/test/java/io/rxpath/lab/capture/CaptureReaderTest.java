package io.rxpath.lab.capture;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaptureReaderTest {
    private static final InetSocketAddress SOURCE = new InetSocketAddress("10.0.0.1", 4000);
    private static final InetSocketAddress GROUP = new InetSocketAddress("239.1.1.1", 5000);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"BIG_ENDIAN, true, false", "BIG_ENDIAN, false, true", "LITTLE_ENDIAN, true, true",
        "LITTLE_ENDIAN, false, false"})
    void readsClassicCaptures(String orderName, boolean nanos, boolean gzip) {
        ByteOrder order = orderName.equals("BIG_ENDIAN") ? BIG_ENDIAN : LITTLE_ENDIAN;
        byte[] bytes = new Pcap(order, nanos, LinkType.ETHERNET)
                .packet(1_700_000_000L, 123_456, Frames.ethernetUdp("first"))
                .packet(1_700_000_001L, 999_999, Frames.padded(Frames.ethernetUdp(""))).toArray();
        Capture capture = read(gzip ? Bytes.gzip(bytes) : bytes);
        assertEquals(2, capture.size());
        assertEquals(2, capture.packets());
        long unitNs = nanos ? 1 : 1000;
        assertDatagram(capture, 0, 1_700_000_000_000_000_000L + 123_456 * unitNs, "first");
        assertDatagram(capture, 1, 1_700_000_001_000_000_000L + 999_999 * unitNs, "");
        assertEquals(List.of(GROUP), capture.streams());
        assertEquals(1_000_000_000L + 876_543 * unitNs, capture.spanNs());
    }

    @Test
    void readsSectionsOfBothByteOrdersWithTheirOwnInterfaces() {
        byte[] bytes = new Pcapng().section(BIG_ENDIAN).device(LinkType.ETHERNET, 0, -1, 0)
                .device(LinkType.RAW, 0, 9, 0)
                .enhanced(1, 5_000_000_007L, Frames.ipv4(Frames.udp(Frames.text("nanos"))))
                .enhanced(0, 5_000_007L, Frames.ethernetUdp("micros")).section(LITTLE_ENDIAN)
                .device(LinkType.LINUX_COOKED_2, 0, 0x8A, 100)
                .enhanced(0, 3 * 1024 + 512, Bytes.network().u16(Frames.IPV4_TYPE).zeros(18)
                        .raw(Frames.ipv4(Frames.udp(Frames.text("binary")))).toArray())
                .toArray();
        Capture capture = read(bytes);
        assertEquals(3, capture.size());
        assertDatagram(capture, 0, 5_000_000_007L, "nanos");
        assertDatagram(capture, 1, 5_000_007_000L, "micros");
        assertDatagram(capture, 2, 103_500_000_000L, "binary");
        assertEquals(0, capture.outOfOrder());
    }

    @Test
    void readsSimpleAndObsoletePacketsAndPassesOverOtherBlocks() {
        Pcapng file = new Pcapng().section(LITTLE_ENDIAN).device(LinkType.ETHERNET, 0, 9, 0);
        file.block(5, file.body().u32(0).u64(1)).block(0x0BAD, file.body().zeros(400_000));
        byte[] bytes = file.obsolete(0, 77, Frames.ethernetUdp("old"))
                .simple(Frames.ethernetUdp("plain"), Frames.ethernetUdp("plain").length).toArray();
        Capture capture = read(bytes);
        assertDatagram(capture, 0, 77, "old");
        assertDatagram(capture, 1, 77, "plain");
        assertEquals(1, capture.unstamped());
        assertEquals(2, capture.packets());
    }

    @Test
    void aSimplePacketIsCutAtTheSnapLengthOfItsInterface() {
        byte[] frame = Frames.ethernetUdp("a payload that is longer than what is kept");
        byte[] bytes = new Pcapng().section(BIG_ENDIAN).device(LinkType.ETHERNET, 48, -1, 0)
                .simple(Arrays.copyOf(frame, 48), frame.length).toArray();
        assertEquals(1, read(bytes).skipped(SkipReason.SNAPPED));
    }

    @Test
    void readsEveryLinkType() {
        byte[] v4 = Frames.ipv4(Frames.udp(Frames.text("x")));
        byte[] v6 = Frames.ipv6(17, Frames.udp(Frames.text("x")));
        expectOne(LinkType.ETHERNET,
                Frames.ethernet(0x8100, Bytes.network().u16(141).u16(Frames.IPV4_TYPE).raw(v4).toArray()));
        expectOne(LinkType.ETHERNET, Frames.ethernet(0x88A8,
                Bytes.network().u16(5).u16(0x8100).u16(6).u16(Frames.IPV6_TYPE).raw(v6).toArray()));
        expectOne(LinkType.LINUX_COOKED, Bytes.network().zeros(14).u16(Frames.IPV4_TYPE).raw(v4).toArray());
        expectOne(LinkType.LINUX_COOKED_2, Bytes.network().u16(Frames.IPV6_TYPE).zeros(18).raw(v6).toArray());
        expectOne(LinkType.RAW, v4);
        expectOne(LinkType.RAW, v6);
        expectOne(LinkType.IPV4, v4);
        expectOne(LinkType.IPV6, v6);
        expectOne(LinkType.NULL, new Bytes(LITTLE_ENDIAN).u32(2).raw(v4).toArray());
        expectOne(LinkType.NULL, new Bytes(BIG_ENDIAN).u32(2).raw(v4).toArray());
        expectOne(LinkType.NULL, new Bytes(LITTLE_ENDIAN).u32(30).raw(v6).toArray());
        expectOne(LinkType.LOOP, Bytes.network().u32(24).raw(v6).toArray());
    }

    @Test
    void walksIpv6ExtensionHeadersAndIpv4Options() {
        byte[] udp = Frames.udp(Frames.text("x"));
        byte[] extensions = Bytes.network().u8(43, 0).zeros(6).u8(60, 1).zeros(14).u8(51, 0).zeros(6)
                .u8(44, 2).zeros(14).u8(17, 0).u16(0).u32(9).raw(udp).toArray();
        Capture six = expectOne(LinkType.RAW, Frames.ipv6(0, extensions));
        assertEquals(new InetSocketAddress("fd00::1", 4000), six.source(0));
        assertEquals(new InetSocketAddress("ff02::5", 5000), six.destination(0));
        expectOne(LinkType.RAW, Frames.ipv4(17, 0x4000, new byte[]{1, 1, 1, 0}, udp));
    }

    @Test
    void countsWhatItSkipsByReason() {
        byte[] udp = Frames.udp(Frames.text("0123456789"));
        byte[] whole = Frames.ethernetUdp("0123456789");
        byte[] wrongLength = Frames.udp(Frames.text("0123456789"));
        wrongLength[5] = 99;
        byte[] fragment6 = Bytes.network().u8(17, 0).u16(1).u32(9).raw(udp).toArray();
        Capture capture = read(Pcap.nanos(LinkType.ETHERNET).packet(1, 0, whole)
                .packet(2, 0, Frames.ethernet(0x0806, new byte[28]))
                .packet(2, 0, Frames.ethernet(Frames.IPV4_TYPE, Frames.ipv4(6, 0, new byte[0], udp)))
                .packet(2, 0, Frames.ethernet(Frames.IPV6_TYPE, Frames.ipv6(58, new byte[8])))
                .packet(3, 0, Frames.ethernet(Frames.IPV4_TYPE, Frames.ipv4(17, 0x2000, new byte[0], udp)))
                .packet(3, 0, Frames.ethernet(Frames.IPV4_TYPE, Frames.ipv4(17, 5, new byte[0], udp)))
                .packet(3, 0, Frames.ethernet(Frames.IPV6_TYPE, Frames.ipv6(44, fragment6)))
                .packet(4, 0, Arrays.copyOf(whole, whole.length - 1), whole.length)
                .packet(4, 0, Arrays.copyOf(whole, 20), whole.length)
                .packet(5, 0, Arrays.copyOf(whole, whole.length - 1))
                .packet(5, 0, Frames.ethernet(Frames.IPV4_TYPE, Frames.ipv4(wrongLength)))
                .packet(5, 0, new byte[3]).toArray());
        assertEquals(1, capture.size());
        assertEquals(12, capture.packets());
        assertEquals(3, capture.skipped(SkipReason.NOT_UDP));
        assertEquals(3, capture.skipped(SkipReason.FRAGMENT));
        assertEquals(2, capture.skipped(SkipReason.SNAPPED));
        assertEquals(3, capture.skipped(SkipReason.MALFORMED));
        assertTrue(capture.toString().contains("3 skipped (IP fragment)"), capture.toString());
    }

    @Test
    void anUnknownLinkTypeIsRefusedOrSkippedWhereOthersAreThere() {
        CaptureException refused = refuse(Pcap.nanos(127).packet(1, 0, new byte[40]).toArray());
        assertTrue(refused.getMessage().contains("link type 127"), refused.getMessage());
        Capture mixed = read(
                new Pcapng().section(LITTLE_ENDIAN).device(127, 0, -1, 0).device(LinkType.ETHERNET, 0, -1, 0)
                        .enhanced(0, 1, new byte[40]).enhanced(1, 2, Frames.ethernetUdp("x")).toArray());
        assertEquals(1, mixed.size());
        assertEquals(1, mixed.skipped(SkipReason.UNSUPPORTED_LINK));
    }

    @Test
    void streamsAreDistinctDestinationsInOrderOfAppearance() {
        Pcap file = Pcap.nanos(LinkType.RAW);
        for (int port : new int[]{5001, 5000, 5001, 5002}) {
            file.packet(1, port, Frames.ipv4(Frames.udp(Frames.text("x"), port)));
        }
        Capture capture = read(file.toArray());
        assertEquals(List.of(5001, 5000, 5002),
                capture.streams().stream().map(InetSocketAddress::getPort).toList());
        assertEquals(0, capture.stream(2));
        assertEquals(2, capture.stream(3));
    }

    @Test
    void payloadsSurviveTheChangeOfChunks() {
        Pcap file = Pcap.nanos(LinkType.RAW);
        for (int i = 0; i < 200; i++) {
            byte[] payload = new byte[1400];
            Arrays.fill(payload, (byte) i);
            file.packet(i, 0, Frames.ipv4(Frames.udp(payload)));
        }
        Capture capture = read(file.toArray());
        for (int i = 0; i < 200; i++) {
            byte[] expected = new byte[1400];
            Arrays.fill(expected, (byte) i);
            assertArrayEquals(expected, capture.datagram(i).payload());
        }
    }

    @Test
    void aTruncatedFileIsRefusedWithItsPlace() {
        byte[] whole = Pcap.nanos(LinkType.ETHERNET).packet(1, 0, Frames.ethernetUdp("one"))
                .packet(2, 0, Frames.ethernetUdp("two")).toArray();
        CaptureException cut = refuse(Arrays.copyOf(whole, whole.length - 2));
        assertEquals(2, cut.packet());
        assertEquals(24 + 16 + 45 + 16, cut.byteOffset());
        assertTrue(cut.getMessage().matches("(?s).*capture: at byte 101, packet 2: the file is truncated.*"),
                cut.getMessage());
        CaptureException packed = refuse(Arrays.copyOf(Bytes.gzip(whole), Bytes.gzip(whole).length - 9));
        assertTrue(packed.getMessage().contains("(uncompressed)"), packed.getMessage());
    }

    @Test
    void whatIsNoCaptureIsRefused() {
        assertTrue(refuse(Frames.text("#!/bin/sh\n")).getMessage().contains("this is no capture"));
        assertTrue(refuse(new byte[0]).getMessage().contains("is missing"));
        assertTrue(refuse(new byte[]{0x1F, (byte) 0x8B}).getMessage().contains("cannot be read"));
        assertTrue(refuse(Bytes.gzip(Frames.text("hello"))).getMessage().contains("this is no capture"));
        assertThrows(CaptureException.class, () -> CaptureReader.read(folder));
        CaptureException missing = assertThrows(CaptureException.class,
                () -> CaptureReader.read(folder.resolve("none")));
        assertTrue(missing.getMessage().contains("there is no such file"), missing.getMessage());
    }

    @Test
    void contradictionsOfPcapngAreRefused() {
        byte[] frame = Frames.ethernetUdp("x");
        assertTrue(refuse(new Pcapng().section(LITTLE_ENDIAN).enhanced(0, 1, frame).toArray()).getMessage()
                .contains("names interface 0"));
        assertTrue(refuse(new Pcapng().section(LITTLE_ENDIAN).device(1, 0, 99, 0).toArray()).getMessage()
                .contains("resolution"));
        byte[] trailer = new Pcapng().section(LITTLE_ENDIAN).device(1, 0, 9, 0).toArray();
        trailer[trailer.length - 4] ^= 4;
        assertTrue(refuse(trailer).getMessage().contains("at its end"));
        Pcapng late = new Pcapng().section(BIG_ENDIAN).device(1, 0, 0, 0);
        assertTrue(refuse(late.enhanced(0, Long.MAX_VALUE, frame).toArray()).getMessage()
                .contains("stamp is out of range"));
    }

    @Test
    void whatIsKeptIsBounded() {
        Pcap file = Pcap.nanos(LinkType.ETHERNET);
        for (int i = 0; i < 100; i++) {
            file.packet(i, 0, Frames.ethernetUdp("0123456789"));
        }
        Path path = Bytes.file(folder, "capture", file.toArray());
        CaptureException refused = assertThrows(CaptureException.class,
                () -> CaptureReader.read(path, 2_000));
        assertTrue(refused.getMessage().contains("2000 bytes of memory"), refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"6, 1000001, 1000001000", "9, 1000000001, 1000000001", "0, 3, 3000000000", "12, 1500, 1",
        "27, -1, 18", "128, 3, 3000000000", "191, 4611686018427387904, 500000000",
        "160, 12884901888, 3000000000"})
    void stampsOfEveryResolutionBecomeNs(int resolution, long ticks, long ns) {
        assertEquals(ns, TickRate.of(resolution, 0).toNs(ticks));
    }

    private Capture expectOne(int linkType, byte[] frame) {
        Capture capture = read(Pcap.nanos(linkType).packet(1, 2, frame).toArray());
        assertEquals(1, capture.size(), capture.toString());
        assertArrayEquals(Frames.text("x"), capture.datagram(0).payload());
        return capture;
    }

    private void assertDatagram(Capture capture, int i, long stampNs, String payload) {
        CapturedDatagram datagram = capture.datagram(i);
        assertEquals(stampNs, datagram.stampNs());
        assertEquals(SOURCE, datagram.source());
        assertEquals(GROUP, datagram.destination());
        assertArrayEquals(Frames.text(payload), datagram.payload());
    }

    private Capture read(byte[] bytes) {
        return CaptureReader.read(Bytes.file(folder, "capture", bytes));
    }

    private CaptureException refuse(byte[] bytes) {
        return assertThrows(CaptureException.class, () -> read(bytes));
    }
}

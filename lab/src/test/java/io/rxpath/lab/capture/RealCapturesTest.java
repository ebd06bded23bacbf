package io.rxpath.lab.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

/** The figures that were counted in these files by other means. */
class RealCapturesTest {
    @Test
    void bothLinesOfTheCmeChannel() {
        Capture capture = CaptureReader.read(RealCaptures.require(RealCaptures.CME));
        assertEquals(10_000, capture.packets());
        assertEquals(10_000, capture.size());
        assertEquals(List.of(new InetSocketAddress("224.0.32.64", 15340),
                new InetSocketAddress("224.0.31.64", 14340)), capture.streams());
        assertEquals(5_000, IntStream.range(0, capture.size()).filter(i -> capture.stream(i) == 0).count());
        assertEquals(581, capture.outOfOrder());
        assertEquals(303_568_743_415L, capture.spanNs());
        assertEquals(1_412, capture.maxLength());
        assertEquals(92, sortedLengths(capture)[5_000]);
    }

    @Test
    void iexTops() {
        Capture capture = CaptureReader.read(RealCaptures.require(RealCaptures.IEX));
        assertEquals(13_022, capture.packets());
        assertEquals(13_022, capture.size());
        assertEquals(1, capture.streams().size());
        assertEquals(400_454_823_000L, capture.spanNs());
        assertEquals(80, sortedLengths(capture)[capture.size() / 2]);
        assertEquals(1_459, capture.maxLength());
    }

    /** Both packets carry a VLAN tag. */
    @Test
    void moldUdp64() {
        Capture capture = CaptureReader.read(RealCaptures.require(RealCaptures.MOLD));
        assertEquals(2, capture.size());
        assertEquals(41, capture.length(0));
        assertEquals(1_472, capture.length(1));
        assertEquals(List.of(new InetSocketAddress("233.54.12.111", 26477)), capture.streams());
    }

    private static int[] sortedLengths(Capture capture) {
        return IntStream.range(0, capture.size()).map(capture::length).sorted().toArray();
    }
}

package io.rxpath.lab.send;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rxpath.lab.capture.Capture;
import io.rxpath.lab.capture.CaptureReader;
import io.rxpath.lab.capture.CaptureFiles;
import io.rxpath.lab.capture.RealCaptures;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureShapeTest {
    /** The third is stamped before the second. */
    private static final long[] STAMPS_NS = {1_000, 3_000, 2_500, 3_100, 1_003_100};

    @TempDir
    private Path folder;

    @Test
    void ownTimingKeepsGapsAndOrder() {
        CaptureShape shape = CaptureShape.ownTiming(capture(), 1, Long.MAX_VALUE, 1);
        assertArrayEquals(new long[]{0, 2_000, 2_000, 2_100, 1_002_100},
                new ShapeStatistics(shape, 99).dueNs);
        assertFalse(shape.advance());
    }

    @Test
    void fasterAndWithCutGaps() {
        assertArrayEquals(new long[]{0, 200, 200, 210, 100_210},
                new ShapeStatistics(CaptureShape.ownTiming(capture(), 10, Long.MAX_VALUE, 1), 99).dueNs);
        assertArrayEquals(new long[]{0, 200, 200, 210, 5_210},
                new ShapeStatistics(CaptureShape.ownTiming(capture(), 10, 5_000, 1), 99).dueNs);
        assertArrayEquals(new long[]{0, 4_000, 4_000, 4_200, 2_004_200},
                new ShapeStatistics(CaptureShape.ownTiming(capture(), 0.5, Long.MAX_VALUE, 1), 99).dueNs);
    }

    @Test
    void loopsInCaptureOrder() {
        assertArrayEquals(new long[]{0, 70, 140, 210, 280, 350, 420, 490, 560, 630},
                new ShapeStatistics(CaptureShape.fixedGap(capture(), 70, 2), 99).dueNs);
        ShapeStatistics own = new ShapeStatistics(CaptureShape.ownTiming(capture(), 1, Long.MAX_VALUE, 0),
                12);
        assertEquals(12, own.size());
        long meanNs = 1_002_100 / 4;
        assertEquals(1_002_100 + meanNs, own.dueNs[5]);
        assertEquals(1_002_100 + meanNs + 2_000, own.dueNs[6]);
    }

    @Test
    void payloadsAndStreamsAreTheCaptures() {
        CaptureShape shape = CaptureShape.fixedGap(capture(), 1, 1);
        for (int i = 0; shape.advance(); i++) {
            byte[] payload = new byte[shape.length()];
            shape.copyPayload(payload.length, MemorySegment.ofArray(payload), 0);
            assertArrayEquals(("payload " + i).getBytes(), payload);
            assertEquals(i % 2, shape.stream());
        }
        assertEquals(2, shape.streams());
    }

    @Test
    void refusesWhatCannotBePlayed() {
        Capture empty = CaptureReader.read(CaptureFiles.udp(folder, new long[0]));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> CaptureShape.fixedGap(empty, 1, 1))
                .getMessage().contains("nothing to replay"));
        Capture capture = capture();
        assertThrows(IllegalArgumentException.class, () -> CaptureShape.fixedGap(capture, -1, 1));
        assertThrows(IllegalArgumentException.class, () -> CaptureShape.fixedGap(capture, 1, -1));
        for (double speed : new double[]{0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThrows(IllegalArgumentException.class, () -> CaptureShape.ownTiming(capture, speed, 1, 1));
        }
    }

    @Test
    void theCmeCaptureBurstsAsItWasCounted() {
        Capture capture = CaptureReader.read(RealCaptures.require(RealCaptures.CME));
        ShapeStatistics feed = new ShapeStatistics(CaptureShape.ownTiming(capture, 1, Long.MAX_VALUE, 1),
                20_000);
        assertEquals(10_000, feed.size());
        // From the first packet's stamp; the earliest is not the first.
        assertEquals(303_568_743_415L, feed.dueNs[9_999], 50_000);
        assertEquals(78, feed.mostWithin(1_000_000), 2);
    }

    private Capture capture() {
        return CaptureReader.read(CaptureFiles.udp(folder, STAMPS_NS));
    }
}

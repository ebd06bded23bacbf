package io.rxpath.telemetry.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Arrays;
import java.util.HexFormat;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class GapRecordTest {
    private final byte[] bytes = new byte[3 * GapRecord.LENGTH];
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);

    @Test
    void layoutIsPinnedByteByByte() {
        Arrays.fill(bytes, (byte) 0xee);
        new GapEventEncoder().wrap(buffer, 64).worker(0x0102, GapReason.WRITE_FAILED)
                .numbers(0x1112131415161718L, 0x2122232425262728L, 0x3132333435363738L)
                .appNs(0x4142434445464748L, 0x5152535455565758L).runId(0x6162636465666768L);
        final String record = "1817161514131211" + "2827262524232221" + "3837363534333231"
                + "4847464544434241" + "5857565554535251" + "6867666564636261" + "00000000" + "0201"
                + "00000000" + "32" + "02" + "00000000";
        assertEquals("ee".repeat(64) + record + "ee".repeat(64), HexFormat.of().formatHex(bytes));
    }

    @Test
    void whatIsWrittenReadsBack() {
        new GapEventEncoder().wrap(buffer, 0).worker(65_536, GapReason.RING_FULL).numbers(-5, 7, 13).appNs(11,
                12);
        final GapEventDecoder gap = new GapEventDecoder().wrap(buffer, 0);
        assertEquals(65_535, gap.worker());
        assertSame(GapReason.RING_FULL, gap.reason());
        assertEquals(-5, gap.firstNumber());
        assertEquals(7, gap.lastNumber());
        assertEquals(13, gap.count());
        assertEquals(11, gap.firstAppNs());
        assertEquals(12, gap.lastAppNs());
        assertEquals(GapRecord.THIS_RUN, gap.runId());
        buffer.putByte(GapRecord.REASON_OFFSET, (byte) 200);
        assertSame(GapReason.UNKNOWN, gap.reason());
        assertEquals(200, gap.reasonCode());
    }
}

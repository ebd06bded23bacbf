package io.rxpath.telemetry.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Arrays;
import java.util.HexFormat;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class EndRecordTest {
    private final byte[] bytes = new byte[3 * EndRecord.LENGTH];
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);

    @Test
    void layoutIsPinnedByteByByte() {
        Arrays.fill(bytes, (byte) 0xee);
        new EndEventEncoder().wrap(buffer, 64).worker(0x0102, 0x4142434445464748L)
                .givenOut(0x1112131415161718L, 0x2122232425262728L).recorded(0x3132333435363738L)
                .leftOut(0x5152535455565758L);
        final String record = "1817161514131211" + "2827262524232221" + "3837363534333231"
                + "5857565554535251" + "4847464544434241" + "00".repeat(12) + "0201" + "00000000" + "92"
                + "0000000000";
        assertEquals("ee".repeat(64) + record + "ee".repeat(64), HexFormat.of().formatHex(bytes));
    }

    @Test
    void whatIsWrittenReadsBack() {
        final EndEventEncoder encoder = new EndEventEncoder().wrap(buffer, 64).worker(65_536, 9)
                .givenOut(EndRecord.NO_NUMBER, 10).leftOut(3);
        final EndEventDecoder end = new EndEventDecoder().wrap(buffer, 64);
        assertSame(RecordType.END, JournalRecord.type(buffer, 64));
        assertEquals(65_535, end.worker());
        assertEquals(9, end.endNs());
        assertEquals(-1, end.lastNumber());
        assertEquals(10, end.givenOut());
        assertEquals(3, end.leftOut());
        assertEquals(7, end.missing());
        encoder.onto(buffer, 64).recorded(5);
        assertEquals(5, end.recorded());
        assertEquals(2, end.missing());
        assertEquals(10, end.givenOut(), "going on with a record keeps its fields");
    }
}

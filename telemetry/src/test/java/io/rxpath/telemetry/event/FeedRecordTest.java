package io.rxpath.telemetry.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Arrays;
import java.util.HexFormat;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class FeedRecordTest {
    private final byte[] bytes = new byte[3 * FeedRecord.LENGTH];
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);

    @Test
    void layoutIsPinnedByteByByte() {
        Arrays.fill(bytes, (byte) 0xee);
        new FeedEventEncoder().wrap(buffer, 64).line(0x0102, 0x0304).kind(FeedEventKind.FILL, FeedScope.LINE)
                .messages(0x1112131415161718L, 0x2122232425262728L, 0x5152535455565758L)
                .packet(0x3132333435363738L, 0x4142434445464748L).session(0x6162636465666768L, 0xab_7172);
        final String record = "1817161514131211" + "2827262524232221" + "3837363534333231"
                + "4847464544434241" + "5857565554535251" + "6867666564636261" + "7271" + "0000" + "0201"
                + "0403" + "0000" + "82" + "02" + "02" + "000000";
        assertEquals("ee".repeat(64) + record + "ee".repeat(64), HexFormat.of().formatHex(bytes));
    }

    @Test
    void whatIsWrittenReadsBack() {
        new FeedEventEncoder().wrap(buffer, 0).line(65_536, -1).kind(FeedEventKind.RESET, FeedScope.CHANNEL)
                .messages(-5, 7, 13).packet(11, 12).session(-1, 0xffff);
        final FeedEventDecoder feed = new FeedEventDecoder().wrap(buffer, 0);
        assertSame(RecordType.FEED, JournalRecord.type(buffer, 0));
        assertEquals(65_535, feed.worker());
        assertEquals(0, feed.socket());
        assertSame(FeedEventKind.RESET, feed.kind());
        assertSame(FeedScope.CHANNEL, feed.scope());
        assertEquals(-5, feed.first());
        assertEquals(7, feed.count());
        assertEquals(13, feed.sinceNs());
        assertEquals(11, feed.packetNumber());
        assertEquals(12, feed.appNs());
        assertEquals(-1, feed.session());
        assertEquals(65_535, feed.sessionRest());
        buffer.putByte(FeedRecord.KIND_OFFSET, (byte) 200);
        buffer.putByte(FeedRecord.SCOPE_OFFSET, (byte) 200);
        assertSame(FeedEventKind.UNKNOWN, feed.kind());
        assertEquals(200, feed.kindCode());
        assertSame(FeedScope.UNKNOWN, feed.scope());
    }
}

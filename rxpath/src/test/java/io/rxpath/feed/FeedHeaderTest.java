package io.rxpath.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class FeedHeaderTest {
    private static final String MOLD = "30303031303035394200" + "0000000000e149d0" + "0002" + "00014400014a";
    private static final String IEX = "0100" + "0380" + "01000000" + "0000cd43" + "0600" + "0200"
            + "1112131415161718" + "2122232425262728" + "b94e92069afecf14" + "000144000144";
    private static final String CME = "ef150000" + "7cde7b9d37538614" + "0a00" + "00000c0001000600";

    private static boolean wrap(FeedHeader header, String hex) {
        byte[] bytes = HexFormat.of().parseHex("ee".repeat(3) + hex);
        return header.wrap(new UnsafeBuffer(bytes), 3, bytes.length - 3);
    }

    @Test
    void moldUdp64() {
        MoldUdp64 header = new MoldUdp64();
        assertTrue(wrap(header, MOLD));
        assertEquals(0x3030303130303539L, header.sessionHigh());
        assertEquals(0x4200, header.sessionLow());
        assertEquals(0xe149d0, header.sequence());
        assertEquals(2, header.messages());
        assertEquals(0xe149d2, header.nextSequence());
        assertEquals(0, header.sendTimeNs());
        assertFalse(header.isHeartbeat());
        assertFalse(header.isEndOfSession());
    }

    @Test
    void iexTp() {
        IexTp header = new IexTp();
        assertTrue(wrap(header, IEX));
        assertEquals(0x8003, header.protocol());
        assertEquals(1, header.channel());
        assertEquals(0x43cd0000, header.session());
        assertEquals(0x1_43cd0000L, header.sessionHigh());
        assertEquals(0, header.sessionLow());
        assertEquals(0x1817161514131211L, header.streamOffset());
        assertEquals(0x2827262524232221L, header.sequence());
        assertEquals(2, header.messages());
        assertEquals(0x14cffe9a06924eb9L, header.sendTimeNs());
        assertFalse(header.isEndOfSession());
    }

    @Test
    void cmeMdp3() {
        CmeMdp3 header = new CmeMdp3();
        assertTrue(wrap(header, CME));
        assertEquals(0x15ef, header.sequence());
        assertEquals(1, header.messages());
        assertEquals(0x15f0, header.nextSequence());
        assertEquals(0x148653379d7bde7cL, header.sendTimeNs());
        assertFalse(header.hasSessions());
        assertTrue(wrap(header, CME.substring(0, 24)), "a header without a message");
        assertTrue(wrap(header, CME + "ff".repeat(32)), "bytes behind the messages");
        assertTrue(wrap(header, "ffffffff" + CME.substring(8)));
        assertEquals(0xffff_ffffL, header.sequence());
        assertEquals(0, header.nextSequence());
    }

    @Test
    void heartbeatsAndEndsOfSessionsBringNothing() {
        MoldUdp64 mold = new MoldUdp64();
        assertTrue(wrap(mold, HexFormat.of().formatHex(Datagrams.mold("S", 7, 0))));
        assertTrue(mold.isHeartbeat());
        assertEquals(7, mold.nextSequence());
        assertFalse(mold.isEndOfSession());
        assertTrue(wrap(mold, HexFormat.of().formatHex(Datagrams.mold("S", 7, 0xffff))));
        assertTrue(mold.isHeartbeat());
        assertTrue(mold.isEndOfSession());
        assertEquals(7, mold.nextSequence());
        IexTp iex = new IexTp();
        assertTrue(wrap(iex, HexFormat.of().formatHex(Datagrams.iex(5, 1, 0, 9))));
        assertTrue(iex.isHeartbeat());
        assertEquals(1, iex.nextSequence());
    }

    @Test
    void whatIsCutOffInTheHeaderIsNone() {
        for (Framing framing : new Framing[]{Framing.MOLDUDP64, Framing.IEX_TP, Framing.CME_MDP3}) {
            String hex = framing == Framing.MOLDUDP64 ? MOLD : framing == Framing.IEX_TP ? IEX : CME;
            int bytes = framing == Framing.MOLDUDP64 ? 20 : framing == Framing.IEX_TP ? 40 : 12;
            for (int length = 0; length < bytes; length++) {
                assertFalse(wrap(framing.header(), hex.substring(0, 2 * length)), framing + " " + length);
            }
        }
    }

    @Test
    void whatContradictsItselfIsNoHeader() {
        assertFalse(wrap(new MoldUdp64(), MOLD.replace("0002" + "00014400014a", "0004" + "00014400014a")));
        assertTrue(wrap(new MoldUdp64(), MOLD.replace("0002" + "00014400014a", "0003" + "00014400014a")));
        assertFalse(wrap(new MoldUdp64(), MOLD.replace("0000000000e149d0", "8000000000000000")));
        assertFalse(wrap(new MoldUdp64(), MOLD.replace("0000000000e149d0", "7fffffffffffffff")));
        assertFalse(wrap(new IexTp(), "02" + IEX.substring(2)), "another version");
        assertFalse(wrap(new IexTp(), IEX.replace("06000200", "07000200")), "more payload than bytes");
        assertFalse(wrap(new IexTp(), IEX.replace("06000200", "03000200")), "less payload than messages");
        assertFalse(wrap(new IexTp(), IEX.replace("06000200", "00000200")), "messages without payload");
        assertFalse(wrap(new IexTp(), IEX.replace("06000200", "06000000")), "payload without messages");
        assertFalse(wrap(new IexTp(), IEX.replace("2122232425262728", "21222324252627f8")));
        assertFalse(wrap(new CmeMdp3(), CME.replace("37538614", "37538694")), "a time after 2262");
        assertFalse(wrap(new CmeMdp3(), CME.replace("0a0000", "090000")), "less than a message's headers");
        assertFalse(wrap(new CmeMdp3(), CME.replace("0a0000", "0b0000")), "a message longer than its bytes");
        assertFalse(wrap(new CmeMdp3(), CME.substring(0, 26)), "half of a message's size");
    }

    @Test
    void whatIsNoHeaderLeavesTheOneBefore() {
        for (Framing framing : new Framing[]{Framing.MOLDUDP64, Framing.IEX_TP, Framing.CME_MDP3}) {
            FeedHeader header = framing.header();
            byte[] good = framing == Framing.MOLDUDP64
                    ? Datagrams.mold("S", 7, 1)
                    : framing == Framing.IEX_TP ? Datagrams.iex(3, 7, 1, 5) : Datagrams.cme(7, 5);
            assertTrue(header.wrap(new UnsafeBuffer(good), 0, good.length));
            long session = header.sessionHigh();
            byte[] bad = new byte[100];
            Arrays.fill(bad, (byte) 0xff);
            assertFalse(header.wrap(new UnsafeBuffer(bad), 0, framing == Framing.MOLDUDP64 ? 19 : 100));
            assertEquals(7, header.sequence());
            assertEquals(1, header.messages());
            assertEquals(session, header.sessionHigh());
        }
    }
}

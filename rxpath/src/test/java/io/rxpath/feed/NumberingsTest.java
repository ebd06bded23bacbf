package io.rxpath.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What counts as a reset. */
class NumberingsTest {
    private static final long T = 1_700_000_000_000_000_000L;
    private static final long MS = 1_000_000;

    private final Numberings numberings = new Numberings();

    private int of(FeedHeader header, byte[] datagram) {
        assertTrue(header.wrap(new UnsafeBuffer(datagram), 0, datagram.length));
        return numberings.of(header);
    }

    private int mold(String session, long sequence, int count) {
        return of(new MoldUdp64(), Datagrams.mold(session, sequence, count));
    }

    private int cme(long sequence, long sendTimeNs) {
        return of(new CmeMdp3(), Datagrams.cme(sequence, sendTimeNs));
    }

    @Test
    void anotherSessionIsAnotherNumbering() {
        assertEquals(0, mold("MONDAY", 5_000, 3));
        assertEquals(0, mold("MONDAY", 1, 3), "a low number of the same session is no reset");
        assertEquals(0, mold("MONDAY", 1_000_000, 0));
        assertEquals(1, mold("TUESDAY", 1, 3));
        assertEquals(0, mold("MONDAY", 1_000_000, 1), "still on its way on the slower line");
        assertEquals(1, mold("TUESDAY", 4, 1));
        assertEquals(2, mold("TUESDAY  2", 4, 1), "the last two bytes count too");
        assertEquals(1, mold("TUESDAY", 5, 1));
        assertEquals(3, mold("MONDAY", 7, 1), "two numberings ago is forgotten");
        assertEquals(7, numberings.first());
    }

    @Test
    void iexSessionsAreNamedByChannelAndSession() {
        IexTp header = new IexTp();
        assertEquals(0, of(header, Datagrams.iex(1, 50, 2, T)));
        assertEquals(0, of(header, Datagrams.iex(1, 1, 2, T + MS)), "sent again, later, is no reset");
        assertEquals(1, of(header, Datagrams.iex(2, 1, 0, T)));
        byte[] other = Datagrams.iex(2, 1, 0, T);
        other[4] = 2;
        assertEquals(2, of(header, other));
    }

    @Test
    void numbersThatFallWhileTimeGoesOnAreARestart() {
        assertEquals(0, cme(5_000, T));
        assertEquals(0, cme(5_001, T + MS));
        assertEquals(0, cme(5_001, T + MS), "the copy of the other line");
        assertEquals(0, cme(4_990, T - MS), "overtaken");
        assertEquals(1, cme(1, T + 2 * MS));
        assertEquals(1, cme(2, T + 2 * MS));
        assertEquals(0, cme(5_000, T), "still on its way on the slower line");
        assertEquals(0, cme(5_002, T + 3 * MS / 2), "sent before the restart");
        assertEquals(1, cme(1, T + 2 * MS));
        assertEquals(1, cme(5_003, T + 4 * MS), "a gap of the new numbering");
        assertEquals(2, cme(3, T + 5 * MS));
    }

    @Test
    void aClockThatIsCorrectedALittleIsNoRestart() {
        long slew = Numberings.CLOCK_TOLERANCE_NS;
        assertEquals(0, cme(10, T));
        assertEquals(0, cme(11, T - slew));
        assertEquals(0, cme(10, T), "was sent after the highest, but by no more than clocks are corrected");
        assertEquals(0, cme(12, T - slew + 1));
        assertEquals(1, cme(12, T + 2), "one ns more");
    }

    @Test
    void aClockThatIsSetBackKeepsTheNumbering() {
        assertEquals(0, cme(10, T));
        assertEquals(0, cme(11, T - 3_600_000 * MS));
        assertEquals(0, cme(12, T - 3_599_999 * MS));
    }

    @Test
    void numbersGoOnBehindTheLastOfTheirBits() {
        assertEquals(0, cme(0xffff_fffeL, T));
        assertEquals(0xffff_fffeL, numberings.first());
        assertEquals(0, cme(1, T + MS));
        assertEquals(0x1_0000_0001L, numberings.first());
        assertEquals(0, cme(0xffff_ffffL, T));
        assertEquals(0xffff_ffffL, numberings.first());
        assertEquals(0, cme(0, T + MS));
        assertEquals(0x1_0000_0000L, numberings.first());
        assertEquals(0, cme(2, T + 2 * MS));
        assertEquals(0x1_0000_0002L, numberings.first());
    }

    @Test
    void oneWhoJoinsJustBehindTheWrapKnowsWhatComesFromBefore() {
        assertEquals(0, cme(1, T));
        assertEquals(0, cme(0xffff_ffffL, T - MS));
        assertEquals(-1, numberings.first());
    }
}

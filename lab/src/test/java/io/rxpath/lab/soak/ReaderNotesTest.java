package io.rxpath.lab.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;

/** What a reader writes is what its parent reads, and a reader that is misled shows. */
class ReaderNotesTest {
    private static final int BLOCK = BlockSums.BLOCK;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static void packets(ReaderNotes notes, long first, long last) {
        for (long number = first; number <= last; number++) {
            notes.packet(number, number * 7);
        }
    }

    private static BlockSums journal(long packets) {
        BlockSums sums = new BlockSums(packets);
        for (long number = 0; number < packets; number++) {
            sums.add(number, number * 7);
        }
        return sums;
    }

    private static ReaderReport report(ReaderNotes.Found found, boolean killed, boolean finished) {
        return new ReaderReport(ReaderStart.BEGINNING, killed, finished, found.wrong(), found.packets(),
                found.next(), found.blocks());
    }

    @Test
    void whatWasSeenIsTold() {
        ReaderNotes notes = new ReaderNotes(out, true);
        notes.open();
        packets(notes, 0, 2 * BLOCK + 10);
        notes.end();
        ReaderNotes.Found found = ReaderNotes.parse(text());
        assertTrue(found.opened() && found.ended());
        assertEquals(2, found.blocks().size());
        assertEquals(2 * BLOCK + 11, found.packets());
        assertEquals(2 * BLOCK + 11, found.next());
        assertEquals("", found.wrong());
        assertEquals(0, report(found, false, true).different(journal(3 * BLOCK)));
    }

    @Test
    void fromTheMiddleOnlyWholeBlocksAreTold() {
        ReaderNotes notes = new ReaderNotes(out, false);
        packets(notes, 100, 3 * BLOCK - 1);
        assertEquals(List.of(1L, 2L),
                ReaderNotes.parse(text()).blocks().stream().map(ReaderNotes.Block::number).toList());
        assertEquals("", ReaderNotes.parse(text()).wrong());
    }

    @Test
    void aGapIsNoHoleButSpoilsTheBlock() {
        ReaderNotes notes = new ReaderNotes(out, true);
        packets(notes, 0, 9);
        notes.gap(10, 19, 10);
        packets(notes, 20, 2 * BLOCK - 1);
        ReaderNotes.Found found = ReaderNotes.parse(text());
        assertEquals("", found.wrong());
        assertEquals(1, found.blocks().size());
    }

    @Test
    void aHoleIsToldAtOnce() {
        ReaderNotes notes = new ReaderNotes(out, true);
        packets(notes, 0, 9);
        packets(notes, 11, 12);
        assertEquals("packets 10 to 10 are missing before packet 11", ReaderNotes.parse(text()).wrong());
    }

    @Test
    void theFirstPacketIsMissedByWhoBeginsAtTheBeginning() {
        packets(new ReaderNotes(out, true), 1, 2);
        assertFalse(ReaderNotes.parse(text()).wrong().isEmpty());
    }

    @Test
    void aLineThatWasCutIsPassedOver() {
        ReaderNotes notes = new ReaderNotes(out, true);
        notes.open();
        packets(notes, 0, 2 * BLOCK - 1);
        String whole = text();
        for (int end = 0; end < whole.length(); end++) {
            ReaderNotes.Found found = ReaderNotes.parse(whole.substring(0, end));
            assertEquals("", found.wrong());
            assertTrue(found.blocks().size() < 2);
            assertEquals((long) found.blocks().size() * BLOCK, found.packets());
        }
    }

    @Test
    void whatTheJournalDoesNotSayMisleads() {
        ReaderNotes notes = new ReaderNotes(out, true);
        packets(notes, 0, BLOCK - 1);
        notes.end();
        ReaderReport honest = report(ReaderNotes.parse(text()), false, true);
        assertEquals(List.of(), ReaderFigures.of(List.of(honest), journal(BLOCK), BLOCK).faults());
        ReaderFigures other = ReaderFigures.of(List.of(honest), new BlockSums(BLOCK), BLOCK);
        assertEquals(1, other.faults().size());
        assertEquals(1, other.different());
        List<String> early = ReaderFigures.of(List.of(honest), journal(BLOCK + 1), BLOCK + 1).faults();
        assertEquals(
                List.of("reader 1 (BEGINNING): it read to the end and stopped before packet 4096 of 4097"),
                early);
        assertEquals(List.of(), ReaderFigures
                .of(List.of(report(ReaderNotes.parse(text()), true, false)), journal(BLOCK), BLOCK + 1)
                .faults());
    }

    @Test
    void whatNoReaderSaysIsAFault() {
        assertEquals("it said: Exception", ReaderNotes.parse("open\nException\n").wrong());
    }
}

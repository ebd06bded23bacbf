package io.rxpath.lab.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

/** What is missing, or there twice, is found wherever it is. */
class NumberLineTest {
    /** A packet, or a gap record of more than one. */
    private record Piece(long first, long last) {
    }

    private static NumberLine line(long firstDue, List<Piece> pieces) {
        NumberLine line = new NumberLine(firstDue);
        for (Piece piece : pieces) {
            if (piece.first == piece.last) {
                line.packet(piece.first);
            } else {
                line.gap(piece.first, piece.last, piece.last - piece.first + 1);
            }
        }
        return line;
    }

    private static List<Piece> pieces(SplittableRandom random) {
        List<Piece> pieces = new ArrayList<>();
        long next = 0;
        for (int i = random.nextInt(3, 60); i > 0; i--) {
            long length = random.nextInt(4) == 0 ? random.nextInt(2, 100) : 1;
            pieces.add(new Piece(next, next + length - 1));
            next += length;
        }
        return pieces;
    }

    @Test
    void wholeOnesAreSound() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 500; i++) {
            List<Piece> pieces = pieces(random);
            NumberLine line = line(0, pieces);
            assertEquals("", line.wrong());
            assertEquals(0, line.missing() + line.repeated());
            assertEquals(pieces.getLast().last + 1, line.next());
            assertEquals(line.next(), line.packets() + line.inGaps());
        }
    }

    @Test
    void whatIsTakenOutIsMissed() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 500; i++) {
            List<Piece> pieces = pieces(random);
            // The last one is missed by whoever knows how many there were.
            Piece taken = pieces.remove(random.nextInt(pieces.size() - 1));
            NumberLine line = line(0, pieces);
            assertEquals(taken.last - taken.first + 1, line.missing(), line::wrong);
            assertEquals(0, line.repeated());
            assertTrue(line.wrong().contains(taken.first + " to " + taken.last + " are missing"),
                    line::wrong);
        }
    }

    @Test
    void whatIsThereTwiceIsFound() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 500; i++) {
            List<Piece> pieces = pieces(random);
            Piece twice = pieces.get(random.nextInt(pieces.size()));
            pieces.add(random.nextInt(pieces.indexOf(twice) + 1, pieces.size() + 1), twice);
            NumberLine line = line(0, pieces);
            assertEquals(twice.last - twice.first + 1, line.repeated(), line::wrong);
            assertEquals(0, line.missing());
        }
    }

    @Test
    void twoInTheWrongOrderAreFound() {
        NumberLine line = line(0, List.of(new Piece(0, 0), new Piece(2, 2), new Piece(1, 1)));
        assertEquals(1, line.missing());
        assertEquals(1, line.repeated());
    }

    @Test
    void aGapThatContradictsItselfIsFound() {
        NumberLine line = new NumberLine(0);
        line.gap(0, 9, 8);
        assertTrue(line.wrong().contains("counts 8"), line::wrong);
        assertEquals(1, line.missing());
        NumberLine backwards = new NumberLine(0);
        backwards.gap(5, 3, -1);
        assertEquals(1, backwards.missing());
    }

    @Test
    void aGapThatOverlapsIsCountedOnlyWhereItDoes() {
        NumberLine line = line(0, List.of(new Piece(0, 9), new Piece(5, 14)));
        assertEquals(5, line.repeated());
        assertEquals(15, line.next());
    }

    @Test
    void theFirstIsDueOnlyWhereItIsAskedFor() {
        assertEquals(7, line(0, List.of(new Piece(7, 7))).missing());
        NumberLine anywhere = line(NumberLine.ANYWHERE, List.of(new Piece(7, 7), new Piece(8, 10)));
        assertEquals(0, anywhere.missing());
        assertEquals(7, anywhere.first());
        assertEquals(11, anywhere.next());
    }
}

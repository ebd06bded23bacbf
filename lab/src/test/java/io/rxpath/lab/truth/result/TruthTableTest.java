package io.rxpath.lab.truth.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The table for people: pooled by mode, a missed bar in bold. */
class TruthTableTest {
    private static CellResult off(String id) {
        CellResult cell = SampleCells.whole(id, Verdict.MET, 0, 0);
        return new CellResult(id, cell.scenario(), "off", cell.verdict(), "", 1, 1, 0, 0, 1, cell.figures(),
                cell.bars(), List.of());
    }

    @Test
    void repeatsArePooledAndLevelsStandBesideEachOther() {
        List<String> lines = TruthTable.of(List.of(off("rival/epoll/defer/off/1"),
                SampleCells.whole("rival/epoll/defer/full/1", Verdict.MET, 40_000, 1),
                SampleCells.whole("rival/epoll/defer/full/2", Verdict.MET, 10_000, 0),
                SampleCells.whole("waker/epoll/plain/full/1", Verdict.MET, 0, 0))).lines().toList();
        assertEquals(4, lines.size(), "a head, its rule and two modes");
        assertEquals("| rival | epoll | defer | 99.994 | 0.006 | 0.500 | 98.500 of 1,000"
                + " | 99.994 | 98.300 | 97.500 | 1 of 50,000 | 98.500 of 2,000 |", lines.get(2));
        assertEquals(
                "| waker | epoll | plain | - | - | - | - | 99.994 | 98.300 | 97.500 | 0 of 0 | 98.500 of 1,000 |",
                lines.get(3));
        lines.forEach(line -> assertEquals(lines.getFirst().chars().filter(c -> c == '|').count(),
                line.chars().filter(c -> c == '|').count(), line));
    }

    @Test
    void aBarMissedInOneRepeatIsSeen() {
        String table = TruthTable.of(List.of(SampleCells.whole("a/epoll/defer/full/1", Verdict.MET, 0, 0),
                SampleCells.whole("a/epoll/defer/full/2", Verdict.BELOW, 0, 0)));
        assertTrue(table.contains("| **99.994** | 98.300 |"), table);
    }

    @Test
    void cellsWithoutFiguresHaveNoRow() {
        String table = TruthTable
                .of(List.of(CellResult.without("a/epoll/defer/full/1", "a", "full", Verdict.FAILED, "why")));
        assertEquals(2, table.lines().count());
    }
}

package io.rxpath.lab.truth.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

class CellJsonTest {
    @Test
    void aCellSurvivesItsLine() {
        for (CellResult cell : List.of(
                SampleCells.whole("rival/epoll/defer/full/1", Verdict.BELOW, 48_000, 3),
                CellResult.without("cme/epoll/defer/full/1", "cme", "full", Verdict.SKIPPED,
                        "there is no \"capture\""))) {
            String line = CellJson.of(cell);
            assertEquals(-1, line.indexOf('\n'));
            assertEquals(cell, CellJson.parse(line));
        }
    }

    @Test
    void aLineCutShortIsNoCell() {
        String line = CellJson.of(SampleCells.whole("rival/epoll/defer/full/1", Verdict.MET, 1, 0));
        for (int length = 0; length < line.length(); length++) {
            String cut = line.substring(0, length);
            assertThrows(IllegalArgumentException.class, () -> CellJson.parse(cut), cut);
        }
        assertThrows(IllegalArgumentException.class, () -> CellJson.parse("{\"id\":7}"));
    }

    @Test
    void theWholeRunNamesItsFormatAndItsPool() {
        String json = TruthJson.of(new TruthResult("1", "a machine",
                List.of(SampleCells.whole("rival/epoll/defer/full/1", Verdict.MET, 2_000_000, 150))));
        for (String text : new String[]{"\"format\" : 1", "\"met\" : true", "\"verifiedWrong\" : 150",
            "\"HOT_POLL/FALLBACK_IRQ\" : 3", "\"p99Ns\" : 4800"}) {
            assertTrue(json.contains(text), text + " in " + json);
        }
    }
}

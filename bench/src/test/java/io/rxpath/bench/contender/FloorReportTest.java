package io.rxpath.bench.contender;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Iterator;
import java.util.List;

import io.rxpath.bench.BenchException;
import io.rxpath.bench.Reading;
import org.junit.jupiter.api.Test;

class FloorReportTest {
    private static Reading reading(String text) {
        Iterator<String> lines = List.of(text.split("\n")).iterator();
        return FloorReport.read(lines::next).reading();
    }

    private static final String WHOLE = """
            received 40
            unstamped 1
            late 2
            cpu_ns 500
            wall_ns 900
            drain_ns 70
            drained 7
            histogram due_to_app
            2000 30
            900000 1
            histogram stamp_to_app
            end""";

    @Test
    void aReportIsRead() {
        Reading reading = reading(WHOLE);
        assertEquals(new Reading.Counts(40, 1, 2, 0), reading.counts());
        assertEquals(new Reading.Cpu(500, 900, 70, 7), reading.cpu());
        assertTrue(reading.allocatedBytes().isEmpty(), "C has no heap");
        assertEquals(31, reading.sendToApp().count());
        assertEquals(2_000, reading.sendToApp().p50Ns());
        assertEquals(900_000, reading.sendToApp().maxNs(), 900);
        assertTrue(reading.stampToApp().isEmpty());
    }

    @Test
    void whatIsNoReportIsRefused() {
        assertTrue(refusal(WHOLE.replace("late 2", "late two")).contains("'late two'"));
        assertTrue(refusal(WHOLE.replace("900000 1", "900000 1 1")).contains("'900000 1 1'"));
        assertTrue(refusal(WHOLE.replace("drained 7\n", "")).contains("no drained"));
        assertTrue(refusal(WHOLE.replace("due_to_app", "other")).contains("no histogram due_to_app"));
    }

    private static String refusal(String text) {
        return assertThrows(BenchException.class, () -> reading(text)).getMessage();
    }
}

package io.rxpath.lab.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
    @ParameterizedTest
    @CsvSource({"0,0 ns", "999,999 ns", "1000,1.0 µs", "5300,5.3 µs", "99949,99.9 µs", "99950,100 µs",
        "131000,131 µs", "999499,999 µs", "999500,1.00 ms", "1240000,1.24 ms", "9996000,10.0 ms",
        "99960000,100 ms", "999500000,1.00 s", "61000000000,61.0 s", "-5300,-5.3 µs"})
    void durations(long ns, String text) {
        assertEquals(text, Figures.duration(ns));
    }

    @ParameterizedTest
    @CsvSource({"0,0 %", "1,100 %", "0.00001,<0.01 %", "0.99999,>99.99 %", "0.004,0.40 %", "0.5,50.0 %",
        "0.9953,99.53 %", "1.004,100.4 %", "NaN,–"})
    void shares(double share, String text) {
        assertEquals(text, Figures.share(share));
    }

    @Test
    void missingBoundIsSaid() {
        assertEquals(List.of("0 ns", "(5.0 µs)", "(no bound)", "no bound"),
                Cells.ofBounds(new Percentiles(20, 0, 5_000, BranchResult.UNBOUNDED_NS, Long.MAX_VALUE)));
        assertEquals("4.29 s", Cells.of(new Percentiles(1, 4_294_967_295L, 1, 1, 1)).getFirst());
        assertEquals(List.of("–", "–", "–", "–"), Cells.of(Percentiles.NONE));
    }

    @Test
    void missingRatioNeedsItsReason() {
        assertThrows(IllegalArgumentException.class, () -> Ratio.unavailable(" "));
        assertThrows(IllegalArgumentException.class, () -> Ratio.of(Double.POSITIVE_INFINITY));
        assertEquals(Ratio.unavailable("no spin"), Ratio.of(1, 0, "no spin"));
    }
}

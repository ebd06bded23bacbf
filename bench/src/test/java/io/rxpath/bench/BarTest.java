package io.rxpath.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;

class BarTest {
    private static final Workload STEADY = new Workload(Traffic.steady(20_000, 20_000), 1, Deferral.OFF);
    private static final Workload MODERATED = new Workload(Traffic.steady(200_000, 200_000), 1,
            Deferral.after(50_000));

    private static Cell cell(Workload workload, long own, long first, long second, long jdk) {
        return new Cell(workload, Optional.empty(), List.of(Samples.round(1, Samples.turn("c-1", first),
                Samples.turn("c-64", second), Samples.turn("rxpath", own), Samples.turn("jdk", jdk))));
    }

    private static Bar bar(String title) {
        return Bar.all().stream().filter(each -> each.title().equals(title)).findFirst().orElseThrow();
    }

    @Test
    void theFasterOfTheTwoIsTheFloor() {
        Bar bar = bar("p50 to C");
        assertEquals(1.25, bar.measured(cell(STEADY, 1_000, 800, 900, 5_000)).orElseThrow().median(), 0.001);
        assertEquals(1.25, bar.measured(cell(STEADY, 1_000, 900, 800, 5_000)).orElseThrow().median(), 0.001);
    }

    @Test
    void theFloorIsOneOfTheTwoOverAllRounds() {
        Cell cell = new Cell(STEADY, Optional.empty(), List.of(round(1, 1_000, 1_000, 900),
                round(2, 1_000, 1_000, 3_000), round(3, 1_000, 1_000, 3_000)));
        assertEquals(1, bar("p50 to C").measured(cell).orElseThrow().median(), 0.001);
    }

    private static Round round(int number, long own, long first, long second) {
        return Samples.round(number, Samples.turn("c-1", first), Samples.turn("c-64", second),
                Samples.turn("rxpath", own));
    }

    @Test
    void aBarIsAskedOfItsWorkloadsOnly() {
        assertTrue(bar("p50 to C").measured(cell(MODERATED, 1_000, 900, 800, 5_000)).isEmpty());
        assertEquals(0.2, bar("p50 to DatagramChannel, moderated")
                .measured(cell(MODERATED, 1_000, 900, 800, 5_000)).orElseThrow().median(), 0.001);
        assertTrue(bar("CPU a queued packet to C").measured(cell(STEADY, 1_000, 900, 800, 5_000)).isEmpty());
    }

    @Test
    void aFeedThatIsSentLateHasNoBarOfLatency() {
        Cell fast = cell(new Workload(Traffic.rate(100_000), 1, Deferral.OFF), 1_000, 900, 800, 5_000);
        assertTrue(bar("p50 to C").measured(fast).isEmpty());
        assertTrue(bar("bytes allocated a packet").measured(fast).isPresent());
    }

    @Test
    void whatIsMissingIsNotMeasured() {
        Cell alone = new Cell(STEADY, Optional.empty(), List.of(Samples.round(1, Samples.turn("rxpath", 5))));
        assertTrue(bar("p50 to C").measured(alone).isEmpty());
    }

    @Test
    void aFigureIsHeldToItsBarByItself() {
        Bar bar = bar("bytes allocated a packet");
        Reading some = Samples.reading(1_000, 1_000, null);
        Reading allocates = new Reading(some.sendToApp(), some.stampToApp(), some.appToHandler(),
                some.counts(), some.cpu(), OptionalLong.of(2), Optional.empty());
        Spread none = bar.measured(cell(STEADY, 1, 2, 3, 4)).orElseThrow();
        assertTrue(bar.isMet(none));
        assertEquals("0 B", bar.text(none.median()));
        Spread two = bar.measured(new Cell(STEADY, Optional.empty(),
                List.of(Samples.round(1, Samples.turn("rxpath", some)),
                        Samples.round(2, Samples.turn("rxpath", allocates)),
                        Samples.round(3, Samples.turn("rxpath", some)))))
                .orElseThrow();
        assertFalse(bar.isMet(two), "one round is enough");
        assertEquals("0.002 B", bar.text(bar.counted(two)));
    }

    @Test
    void atMostIsMet() {
        Bar bar = bar("p50 to C");
        assertTrue(bar.isMet(new Spread(1, 1.05, 1, 2, 1, 2)));
        assertFalse(bar.isMet(new Spread(1, 1.06, 1, 2, 1, 2)));
    }
}

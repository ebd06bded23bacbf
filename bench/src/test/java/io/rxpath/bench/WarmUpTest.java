package io.rxpath.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

class WarmUpTest {
    private static final Contender ANY = new Contender() {
        @Override
        public String name() {
            return "any";
        }

        @Override
        public Receiving open(Seat seat) {
            throw new AssertionError("the track opens none");
        }
    };

    private final List<String> said = new ArrayList<>();
    private Iterator<Reading> readings;

    private WarmUp.Result warmUp(Reading... turns) {
        readings = List.of(turns).iterator();
        Track track = new Track() {
            @Override
            public Optional<String> prepare(Workload workload) {
                return Optional.empty();
            }

            @Override
            public Turn run(Contender contender, Workload workload) {
                return Samples.turn(contender.name(), readings.next());
            }

            @Override
            public Stalls idle(double seconds) {
                throw new AssertionError("no rounds yet");
            }
        };
        return new WarmUp(track, said::add).of(List.of(ANY), WarmUp.workload(1));
    }

    private static Reading[] medians(long... ns) {
        return java.util.Arrays.stream(ns).mapToObj(each -> Samples.reading(each, 1_000, null))
                .toArray(Reading[]::new);
    }

    private static Reading refused() {
        return Samples.reading(1_000, 1_000, "no tracefs");
    }

    @Test
    void itEndsWithTwoTurnsThatAgree() {
        WarmUp.Result result = warmUp(medians(9_000, 2_000, 1_500, 1_050, 1_000));
        assertEquals(List.of(ANY), result.present());
        assertEquals(List.of(), result.unsteady());
        assertFalse(readings.hasNext());
        assertTrue(warmUp(medians(1_050, 1_000, 1)).unsteady().isEmpty());
        assertTrue(readings.hasNext(), "the third is not wanted");
    }

    @Test
    void whoDoesNotGetSteadyIsNamed() {
        WarmUp.Result result = warmUp(medians(9_000, 7_000, 5_000, 3_000, 1_000, 1_000));
        assertEquals(List.of(ANY), result.present());
        assertEquals(List.of("any"), result.unsteady());
        assertEquals(List.of("warming up", "any was not steady after 5 turns"), said);
        assertTrue(readings.hasNext(), "five are enough");
    }

    @Test
    void whoIsRefusedToTheLastTakesNoPart() {
        WarmUp.Result result = warmUp(refused(), refused(), refused(), refused(), refused());
        assertEquals(List.of(), result.present());
        assertEquals(Map.of("any", "no tracefs"), result.absent());
        assertEquals(List.of(), result.unsteady());
    }

    @Test
    void refusalsAtFirstAreNotTheEnd() {
        Reading[] steady = medians(1_000, 1_000);
        WarmUp.Result result = warmUp(
                Stream.concat(Stream.of(refused(), refused()), Stream.of(steady)).toArray(Reading[]::new));
        assertEquals(List.of(ANY), result.present());
        assertEquals(Map.of(), result.absent());
        assertEquals(List.of(), result.unsteady());
    }
}

package io.rxpath.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class BenchmarkTest {
    private static final Workload WARM_UP = new Workload(Traffic.steady(20_000, 20_000), 1, Deferral.OFF);
    private static final Workload FIRST = new Workload(Traffic.steady(20_000, 20_000), 2, Deferral.OFF);
    private static final Workload SECOND = new Workload(Traffic.steady(100_000, 200_000), 2, Deferral.ON);

    /** Notes who ran on what; refuses workloads and contenders by name. */
    private static final class NotedTrack implements Track {
        private final List<String> taken = new ArrayList<>();
        private final Map<String, String> refusals;
        private final Workload impossible;

        NotedTrack(Map<String, String> refusals, Workload impossible) {
            this.refusals = refusals;
            this.impossible = impossible;
        }

        @Override
        public Optional<String> prepare(Workload workload) {
            return workload.equals(impossible) ? Optional.of("EPERM") : Optional.empty();
        }

        @Override
        public Turn run(Contender contender, Workload workload) {
            taken.add(contender.name() + "@" + workload.traffic().meanGapNs() + "/" + workload.seconds());
            return Samples.turn(contender.name(),
                    Samples.reading(100, 1_000, refusals.get(contender.name())));
        }

        @Override
        public Stalls idle(double seconds) {
            taken.add("idle/" + seconds);
            return new Stalls(100, 0, 200);
        }
    }

    private record Named(String name) implements Contender {
        @Override
        public Receiving open(Seat seat) {
            throw new AssertionError("the track opens contenders");
        }
    }

    private static Outcome run(NotedTrack track, int rounds) {
        return new Benchmark(track, 3, step -> {
        }).run(List.of(new Named("off"), new Named("own"), new Named("full")), WARM_UP,
                List.of(FIRST, SECOND), rounds);
    }

    @Test
    void everyRoundHasEveryContenderOnceInChangingOrder() {
        NotedTrack track = new NotedTrack(Map.of(), null);
        Outcome outcome = run(track, 10);
        assertEquals(List.of("off@20000/1.0", "off@20000/1.0", "own@20000/1.0", "own@20000/1.0",
                "full@20000/1.0", "full@20000/1.0"), track.taken.subList(0, 6));
        assertEquals(6 + 2 * 10 * 4, track.taken.size());
        TreeSet<String> orders = new TreeSet<>();
        for (Cell cell : outcome.cells()) {
            assertEquals(10, cell.rounds().size());
            for (Round round : cell.rounds()) {
                List<String> names = round.turns().stream().map(Turn::contender).toList();
                assertEquals(List.of("full", "off", "own"), names.stream().sorted().toList());
                orders.add(names.toString());
            }
        }
        assertNotEquals(1, orders.size());
        TreeSet<Integer> places = new TreeSet<>();
        for (int round = 0; round < 2 * 10; round++) {
            List<String> turns = track.taken.subList(6 + 4 * round, 6 + 4 * round + 4);
            assertEquals(1, turns.stream().filter("idle/2.0"::equals).count(), turns::toString);
            places.add(turns.indexOf("idle/2.0"));
        }
        assertEquals(4, places.size(), "the idle turn comes at any place: " + places);
        List<String> first = outcome.cells().getFirst().rounds().getFirst().turns().stream()
                .map(turn -> turn.contender() + "@20000/2.0").toList();
        assertEquals(first,
                track.taken.subList(6, 10).stream().filter(turn -> !turn.startsWith("idle")).toList());
        assertEquals(new Stalls(100, 0, 2_000), outcome.cells().getFirst().idle());
    }

    @Test
    void whoIsNotWhatItIsNamedForTakesNoPart() {
        NotedTrack track = new NotedTrack(Map.of("full", "no tracefs"), null);
        Outcome outcome = run(track, 2);
        assertEquals(Map.of("full", "no tracefs"), outcome.absent());
        assertEquals(List.of("off", "own"), outcome.present());
        assertEquals(5, track.taken.stream().filter(turn -> turn.startsWith("full")).count());
    }

    @Test
    void aWorkloadThatIsRefusedIsSkippedWithItsReason() {
        NotedTrack track = new NotedTrack(Map.of(), FIRST);
        Outcome outcome = run(track, 2);
        assertEquals(Optional.of("EPERM"), outcome.cells().getFirst().skipped());
        assertEquals(List.of(), outcome.cells().getFirst().rounds());
        assertEquals(2, outcome.cells().getLast().rounds().size());
    }
}

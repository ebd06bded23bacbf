package io.rxpath.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * Turns whose figures are thrown away, of each contender until two in a row agree: then its code is compiled. Every turn
 * opens a new receiver, but in the same JVM.
 */
final class WarmUp {
    /** So many have to do. */
    static final int MOST_TURNS = 5;
    /** The share by which two medians that agree may differ. */
    private static final double CLOSE = 0.05;
    private static final double MOST_SECONDS = 2;

    private final Track track;
    private final Consumer<String> progress;

    /**
     * Creates a warm-up.
     *
     * @param progress told who takes no part and who did not get steady
     */
    WarmUp(Track track, Consumer<String> progress) {
        this.track = track;
        this.progress = progress;
    }

    /**
     * Who may go on to be measured.
     *
     * @param present who takes part, in the order given
     * @param absent who does not, not being what it is named for even in the last turn, and why
     * @param unsteady the names of those present whose turns did not come to agree
     */
    record Result(List<Contender> present, Map<String, String> absent, List<String> unsteady) {
    }

    /** Packets enough to compile for; for turns that are {@code seconds} long. */
    static Workload workload(double seconds) {
        return new Workload(Traffic.steady(20_000, 20_000), Math.min(seconds, MOST_SECONDS), Deferral.OFF);
    }

    /** Warms them up, one after the other. */
    Result of(List<Contender> contenders, Workload workload) {
        Result result = new Result(new ArrayList<>(), new LinkedHashMap<>(), new ArrayList<>());
        progress.accept("warming up");
        track.prepare(workload);
        for (Contender contender : contenders) {
            Reading before = reading(contender, workload);
            Reading last = reading(contender, workload);
            for (int turns = 2; !agree(before, last) && turns < MOST_TURNS; turns++) {
                before = last;
                last = reading(contender, workload);
            }
            enter(contender, agree(before, last), last, result);
        }
        return result;
    }

    private Reading reading(Contender contender, Workload workload) {
        return track.run(contender, workload).reading();
    }

    private void enter(Contender contender, boolean steady, Reading last, Result result) {
        String name = contender.name();
        if (last.notInForce().isPresent()) {
            result.absent.put(name, last.notInForce().get());
            progress.accept(name + " takes no part: " + last.notInForce().get());
            return;
        }
        result.present.add(contender);
        if (!steady) {
            result.unsteady.add(name);
            progress.accept(name + " was not steady after " + MOST_TURNS + " turns");
        }
    }

    /** Whether two turns tell the same; none does in which the contender is not what it is named for. */
    private static boolean agree(Reading one, Reading other) {
        OptionalDouble a = median(one);
        OptionalDouble b = median(other);
        return a.isPresent() && b.isPresent() && Math.abs(a.getAsDouble() - b.getAsDouble()) <= CLOSE
                * Math.min(a.getAsDouble(), b.getAsDouble());
    }

    private static OptionalDouble median(Reading reading) {
        return reading.notInForce().isPresent() ? OptionalDouble.empty() : Metric.SEND_TO_APP_P50.of(reading);
    }
}

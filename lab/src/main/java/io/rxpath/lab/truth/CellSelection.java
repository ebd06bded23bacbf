package io.rxpath.lab.truth;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.rxpath.poller.WitnessLevel;

/** Which cells the options ask for. */
public final class CellSelection {
    private CellSelection() {
    }

    /**
     * The cells, all repeats of one beside each other.
     *
     * @param all the scenarios to choose from
     * @throws IllegalArgumentException where a name or the whole selection fits no cell, with what there is
     */
    public static List<Cell> of(List<Scenario> all, TruthOptions options) {
        Set<String> unused = new LinkedHashSet<>(options.scenarios());
        List<Cell> cells = new ArrayList<>();
        for (Scenario scenario : all) {
            // A cell that is named is run, whether the quick subset holds it or not.
            List<Mode> modes = options.quick() && options.scenarios().isEmpty()
                    ? scenario.quick()
                    : scenario.modes();
            for (Mode mode : modes) {
                String name = scenario.name() + "/" + mode.id();
                if (!options.scenarios().isEmpty()
                        && options.scenarios().stream().noneMatch(name::startsWith)) {
                    continue;
                }
                unused.removeIf(name::startsWith);
                if (!options.engines().isEmpty() && !options.engines().contains(mode.engine())) {
                    continue;
                }
                add(cells, scenario, mode, options);
            }
        }
        if (!unused.isEmpty()) {
            throw new IllegalArgumentException("there is no scenario " + unused.iterator().next()
                    + ": there are " + all.stream().map(Scenario::name).collect(Collectors.joining(", ")));
        }
        if (cells.isEmpty()) {
            throw new IllegalArgumentException(
                    "no scenario that is asked for is run with that engine: leave one of the two out");
        }
        return cells;
    }

    private static void add(List<Cell> cells, Scenario scenario, Mode mode, TruthOptions options) {
        for (WitnessLevel witness : options.witnesses()) {
            for (int repeat = 1; repeat <= options.repeats(); repeat++) {
                cells.add(new Cell(scenario, mode, witness, repeat, options.quick()));
            }
        }
    }
}

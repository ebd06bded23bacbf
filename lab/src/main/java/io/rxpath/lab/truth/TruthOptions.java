package io.rxpath.lab.truth;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import io.rxpath.poller.EngineKind;
import io.rxpath.poller.WitnessLevel;

/**
 * What the experiment is to do.
 *
 * @param scenarios beginnings of the names of the cells wanted; empty for all
 * @param engines the engines wanted; empty for all
 * @param witnesses the witness levels wanted, in the order in which they are run
 * @param repeats how often each cell is run, 1 or more
 * @param quick the quick subset, cut short
 * @param capture the futures capture; null where there is none
 * @param output the folder that each finished cell is written to at once; null for none
 * @param resume whether cells that are in that folder already are taken from there
 * @param packets whether each packet's label and truth is written to that folder too
 */
public record TruthOptions(List<String> scenarios, Set<EngineKind> engines, List<WitnessLevel> witnesses,
        int repeats, boolean quick, Path capture, Path output, boolean resume, boolean packets) {
    /** Repeats of a whole run. */
    public static final int REPEATS = 3;

    /** Copies the collections. */
    public TruthOptions {
        scenarios = List.copyOf(scenarios);
        engines = Set.copyOf(engines);
        witnesses = List.copyOf(witnesses);
    }

    /** The quick subset, once. */
    public static TruthOptions quick(Path capture) {
        return new TruthOptions(List.of(), Set.of(), List.of(WitnessLevel.OFF, WitnessLevel.FULL), 1, true,
                capture, null, false, false);
    }
}

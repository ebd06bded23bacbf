package io.rxpath.lab.truth;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.rxpath.lab.truth.disturbance.Disturbance;

/**
 * One way to make packets go the ways they go.
 *
 * @param name short and stable
 * @param sentence what is done, for a person
 * @param feed what is sent
 * @param setup how the receiver and its device are set up
 * @param handling what the feed handler does
 * @param disturbance what goes on beside
 * @param modes engines and deferral it is run with
 * @param quick which of them belong to the quick subset
 * @param traits what else is to be known of it
 * @param exempt why it stands outside the bars; empty where it does not
 */
public record Scenario(String name, String sentence, Feed feed, Setup setup, Handling handling,
        Disturbance disturbance, List<Mode> modes, List<Mode> quick, Set<Trait> traits,
        Optional<String> exempt) {
    /** What a scenario needs, and what the bars must know. */
    public enum Trait {
        /** Somebody else runs on the receiver's core: the bar on UNKNOWN does not hold. */
        SHARED_CORE,
        /** Needs three CPUs. */
        THREE_CPUS,
        /** Needs the futures capture. */
        CAPTURE,
        /** Needs a receiver whose clock can be stepped. */
        CLOCK_SEAM
    }

    /** Copies the collections. */
    public Scenario {
        modes = List.copyOf(modes);
        quick = List.copyOf(quick);
        traits = traits.isEmpty() ? Set.of() : Set.copyOf(traits);
    }

    static Scenario of(String name, String sentence, Feed feed, List<Mode> modes) {
        return new Scenario(name, sentence, feed, Setup.USUAL, Handling.NONE, Disturbance.NONE, modes,
                List.of(), Set.of(), Optional.empty());
    }

    Scenario with(Setup other) {
        return new Scenario(name, sentence, feed, other, handling, disturbance, modes, quick, traits, exempt);
    }

    Scenario with(Handling other) {
        return new Scenario(name, sentence, feed, setup, other, disturbance, modes, quick, traits, exempt);
    }

    Scenario with(Disturbance other) {
        return new Scenario(name, sentence, feed, setup, handling, other, modes, quick, traits, exempt);
    }

    Scenario with(Trait more) {
        Set<Trait> all = EnumSet.of(more);
        all.addAll(traits);
        return new Scenario(name, sentence, feed, setup, handling, disturbance, modes, quick, all, exempt);
    }

    Scenario quick(List<Mode> some) {
        return new Scenario(name, sentence, feed, setup, handling, disturbance, modes, some, traits, exempt);
    }

    Scenario exempt(String why) {
        return new Scenario(name, sentence, feed, setup, handling, disturbance, modes, quick, traits,
                Optional.of(why));
    }

    /** Whether {@code trait} is one of its. */
    public boolean has(Trait trait) {
        return traits.contains(trait);
    }
}

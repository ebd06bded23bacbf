package io.rxpath.lab.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What one run of the demo found.
 *
 * @param version rxpath's version
 * @param startedAt when the run began
 * @param machine what this kernel, user and device allow
 * @param phases the phases in the order they ran
 * @param journal the journal read back; null when no phase wrote one
 * @param notes what holds for the whole run, one sentence each
 */
public record DemoResult(String version, Instant startedAt, List<Finding> machine, List<PhaseResult> phases,
        JournalCheck journal, List<String> notes) {
    private static final List<String> FEEDS = List.of("steady", "bursts", "capture");

    /** Copies the lists and checks that nothing but the journal is null. */
    public DemoResult {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(startedAt, "startedAt");
        machine = List.copyOf(machine);
        phases = List.copyOf(phases);
        notes = List.copyOf(notes);
    }

    /** The feeds of this run: steady, bursts, capture, then any other. */
    public List<String> feeds() {
        Set<String> seen = new LinkedHashSet<>();
        phases.forEach(phase -> seen.add(phase.feed()));
        List<String> feeds = new ArrayList<>(FEEDS);
        feeds.retainAll(seen);
        seen.removeAll(FEEDS);
        feeds.addAll(seen);
        return List.copyOf(feeds);
    }

    /** The phases with that feed, in their order. */
    public List<PhaseResult> phasesOf(String feed) {
        return phases.stream().filter(phase -> phase.feed().equals(feed)).toList();
    }
}

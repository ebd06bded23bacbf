package io.rxpath.lab.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One phase of the demo with one feed.
 *
 * @param id {@code a} to {@code d}; a phase run with two feeds has two results of one id
 * @param title a few words
 * @param what one sentence: what was done
 * @param feed {@code steady}, {@code bursts} or {@code capture}
 * @param skippedBecause why it did not run, one sentence; null when it ran
 * @param notes what a reader must know beside the figures
 * @param settings how it received; null when it was skipped before that was known
 * @param traffic what was sent and lost
 * @param branches the packets by branch; an UNKNOWN of no packets is added where it is missing and the phase ran
 * @param causes packets by the cause of their branch
 * @param ratios CPU, hits and waste
 * @param warmUpPackets packets received before the figures began, in none of the branches
 */
public record PhaseResult(String id, String title, String what, String feed, String skippedBecause,
        List<String> notes, PollSettings settings, Traffic traffic, List<BranchResult> branches,
        Map<String, Long> causes, Ratios ratios, long warmUpPackets) {
    /** Copies the collections and checks that nothing but the two named above is null. */
    public PhaseResult {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(feed, "feed");
        Objects.requireNonNull(traffic, "traffic");
        Objects.requireNonNull(ratios, "ratios");
        if (skippedBecause == null) {
            Objects.requireNonNull(settings, "settings");
        }
        notes = List.copyOf(notes);
        branches = withUnknown(branches, skippedBecause == null);
        causes = Collections.unmodifiableMap(new LinkedHashMap<>(causes));
    }

    /** A phase that did not run, and why. */
    public static PhaseResult skipped(String id, String title, String what, String feed, String because) {
        return new PhaseResult(id, title, what, feed, because, List.of(), null, Traffic.NONE, List.of(),
                Map.of(), Ratios.unavailable("the phase did not run"), 0);
    }

    /** Whether it ran. */
    public boolean ran() {
        return skippedBecause == null;
    }

    /** Send-to-app latency of all branches together. */
    public LatencyHistogram sendToApp() {
        return LatencyHistogram.sum(branches.stream().map(BranchResult::sendToApp).toList());
    }

    /** Ingress-to-app latency of all branches together. */
    public LatencyHistogram ingressToApp() {
        return LatencyHistogram.sum(branches.stream().map(BranchResult::ingressToApp).toList());
    }

    /** Packets of all branches together, without the warm-up. */
    public long packets() {
        return branches.stream().mapToLong(BranchResult::packets).sum();
    }

    private static List<BranchResult> withUnknown(List<BranchResult> branches, boolean ran) {
        List<BranchResult> all = new ArrayList<>(branches);
        if (ran && all.stream().noneMatch(branch -> branch.branch().equals(BranchResult.UNKNOWN))) {
            all.add(BranchResult.none(BranchResult.UNKNOWN));
        }
        return List.copyOf(all);
    }
}

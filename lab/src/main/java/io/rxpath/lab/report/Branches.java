package io.rxpath.lab.report;

import java.util.Comparator;
import java.util.List;

/** How branches are ordered, coloured and described. */
final class Branches {
    private static final List<String> ORDER = List.of("HOT_POLL", "CPU_STEAL", "FALLBACK_IRQ");

    private Branches() {
    }

    /** Hot, steal, fallback, any other, and UNKNOWN always last. */
    static List<BranchResult> ordered(List<BranchResult> branches) {
        return branches.stream().sorted(Comparator.comparingInt(branch -> rank(branch.branch()))).toList();
    }

    /** The class of the style sheet that gives a branch its colour. */
    static String colour(String branch) {
        return switch (branch) {
            case "HOT_POLL" -> "hot";
            case "CPU_STEAL" -> "steal";
            case "FALLBACK_IRQ" -> "fallback";
            case BranchResult.UNKNOWN -> "unknown";
            default -> "other";
        };
    }

    private static int rank(String branch) {
        if (branch.equals(BranchResult.UNKNOWN)) {
            return ORDER.size() + 1;
        }
        int index = ORDER.indexOf(branch);
        return index < 0 ? ORDER.size() : index;
    }
}

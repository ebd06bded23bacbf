package io.rxpath.lab.truth.result;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A cell's labels against the truth. Maps are keyed by names, sorted, without zeros.
 *
 * @param labelled packets the receiver labelled
 * @param judged packets of which the oracle knows the truth and whose branch is compared
 * @param border packets within the allowed error of a threshold
 * @param unbarred packets that one of the two calls stalled, of which there is no independent truth
 * @param unjudged packets that no trace event explains, by reason
 * @param branches judged packets by {@code label/truth}
 * @param causes judged packets whose cause is compared and disagrees, by {@code label/truth}
 * @param causesCompared how many were compared
 * @param vias as {@code causes}, of the way of a softirq
 * @param viasCompared how many were compared
 * @param unknown packets labelled UNKNOWN
 * @param falseHot packets called HOT_POLL that were not
 * @param verified packets whose label is verified
 * @param verifiedWrong those of them with the wrong branch
 * @param parts the errors of the parts
 * @param stealTouched packets with steal, by label or by truth
 * @param stealClose those whose steal is within 5 us or 10% of the truth
 * @param stalled packets left out of the two for a stall
 * @param badSums packets whose parts do not sum to their latency
 */
public record Figures(long labelled, long judged, long border, long unbarred, Map<String, Long> unjudged,
        Map<String, Long> branches, Map<String, Long> causes, long causesCompared, Map<String, Long> vias,
        long viasCompared, long unknown, long falseHot, long verified, long verifiedWrong,
        List<PartError> parts, long stealTouched, long stealClose, long stalled, long badSums) {
    /** Nothing at all. */
    public static final Figures NONE = new Figures(0, 0, 0, 0, Map.of(), Map.of(), Map.of(), 0, Map.of(), 0,
            0, 0, 0, 0, List.of(), 0, 0, 0, 0);

    /** Sorts the maps. */
    public Figures {
        unjudged = sorted(unjudged);
        branches = sorted(branches);
        causes = sorted(causes);
        vias = sorted(vias);
        parts = List.copyOf(parts);
    }

    private static Map<String, Long> sorted(Map<String, Long> counts) {
        Map<String, Long> sorted = new TreeMap<>(counts);
        sorted.values().removeIf(count -> count == 0);
        return Collections.unmodifiableMap(sorted);
    }

    /** Packets of a map. */
    public static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Packets with label {@code label} whose truth is {@code truth}. */
    public long count(String label, String truth) {
        return branches.getOrDefault(label + "/" + truth, 0L);
    }

    /** Judged packets whose branch agrees. */
    public long agreed() {
        return branches.entrySet().stream().filter(it -> {
            String[] names = it.getKey().split("/");
            return names[0].equals(names[1]);
        }).mapToLong(Map.Entry::getValue).sum();
    }
}

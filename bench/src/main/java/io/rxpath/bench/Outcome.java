package io.rxpath.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a benchmark came to.
 *
 * @param contenders the names, the baseline first, those absent included
 * @param absent who took no part, and why
 * @param unsteady who took part although its warm-up turns did not come to agree
 * @param cells a cell for each workload
 */
public record Outcome(List<String> contenders, Map<String, String> absent, List<String> unsteady,
        List<Cell> cells) {
    /** Copies the collections. */
    public Outcome {
        contenders = List.copyOf(contenders);
        absent = Collections.unmodifiableMap(new LinkedHashMap<>(absent));
        unsteady = List.copyOf(unsteady);
        cells = List.copyOf(cells);
    }

    /** The contender that all are measured by. */
    public String baseline() {
        return contenders.getFirst();
    }

    /** What has to be said of who took part and how, each a sentence. */
    public List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        absent.forEach((name, reason) -> remarks.add(name + " took no part: " + reason + "."));
        if (!unsteady.isEmpty()) {
            remarks.add(
                    "Not steady yet after " + WarmUp.MOST_TURNS + " warm-up turns, each median more than 5 %"
                            + " from the one before: " + String.join(", ", unsteady) + ".");
        }
        return remarks;
    }

    /** Those who took part, the baseline first. */
    public List<String> present() {
        return contenders.stream().filter(name -> !absent.containsKey(name)).toList();
    }
}

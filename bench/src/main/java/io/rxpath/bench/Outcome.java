package io.rxpath.bench;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a benchmark came to.
 *
 * @param contenders the names, the baseline first, those absent included
 * @param absent who took no part, and why
 * @param cells a cell for each workload
 */
public record Outcome(List<String> contenders, Map<String, String> absent, List<Cell> cells) {
    /** Copies the collections. */
    public Outcome {
        contenders = List.copyOf(contenders);
        absent = Collections.unmodifiableMap(new LinkedHashMap<>(absent));
        cells = List.copyOf(cells);
    }

    /** The contender that all are measured by. */
    public String baseline() {
        return contenders.getFirst();
    }

    /** Those who took part, the baseline first. */
    public List<String> present() {
        return contenders.stream().filter(name -> !absent.containsKey(name)).toList();
    }
}

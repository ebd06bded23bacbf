package io.rxpath.lab.soak;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.rxpath.telemetry.journal.JournalReader;

/**
 * How each run of a journal ended, by the journal's own word: in order, or killed and then so called by a run after it.
 * The only class that knows how a journal says that. One thread.
 */
final class RunEnds {
    /** Whether this version of the journal says how a run ended; where it does not, nothing is asked of it. */
    static final boolean TOLD = false;

    private enum End {
        UNTOLD, ORDERLY, KILLED
    }

    private final Map<Long, End> runs = new LinkedHashMap<>();
    private long contradicted;

    /** A run begins. */
    void start(long runId) {
        runs.putIfAbsent(runId, End.UNTOLD);
    }

    /**
     * Takes a record that is neither a header nor a packet, where it says how a run ended.
     *
     * @return whether it did; it is then no gap of the run in which it stands
     */
    boolean accept(JournalReader reader) {
        return false;
    }

    /** The run says that it ended in order. */
    void orderly(long runId) {
        end(runId, End.ORDERLY);
    }

    /** A later run says that the run was killed. */
    void killed(long runId) {
        end(runId, End.KILLED);
    }

    private void end(long runId, End how) {
        if (runs.replace(runId, End.UNTOLD, how)) {
            return;
        }
        contradicted++;
    }

    /** Runs of which nothing says how they ended, but for the last, which nothing could follow yet. */
    List<Long> untold() {
        List<Long> untold = new ArrayList<>();
        runs.forEach((run, end) -> {
            if (end == End.UNTOLD) {
                untold.add(run);
            }
        });
        if (!runs.isEmpty()) {
            untold.remove(runs.keySet().stream().reduce((before, after) -> after).orElseThrow());
        }
        return untold;
    }

    /** Runs that ended in order. */
    long orderly() {
        return runs.values().stream().filter(End.ORDERLY::equals).count();
    }

    /** Runs that are said to have been killed. */
    long killed() {
        return runs.values().stream().filter(End.KILLED::equals).count();
    }

    /** Whether a run is said to have ended in order. */
    boolean isOrderly(long runId) {
        return runs.get(runId) == End.ORDERLY;
    }

    /** Words about runs that are not there, or that had ended already. */
    long contradicted() {
        return contradicted;
    }
}

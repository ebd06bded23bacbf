package io.rxpath.lab.soak;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.rxpath.telemetry.event.GapRecord;
import io.rxpath.telemetry.event.RecordType;
import io.rxpath.telemetry.journal.JournalReader;

/**
 * How each run of a journal ended, by the journal's own word: in order, by a record of its own, or killed, by a record of
 * a run after it that names it. The only class that knows how a journal says that. One thread.
 */
final class RunEnds {
    /** In place of a packet number: not known. */
    static final long UNKNOWN = GapRecord.UNKNOWN;

    private enum End {
        UNTOLD, ORDERLY, KILLED
    }

    private final Map<Long, End> runs = new LinkedHashMap<>();
    private final Map<Long, Long> lostFrom = new LinkedHashMap<>();
    private long contradicted;

    /** A run begins. */
    void start(long runId) {
        runs.putIfAbsent(runId, End.UNTOLD);
    }

    /**
     * Takes a record where it says how a run ended.
     *
     * @return whether it did; a gap record that does is no gap of the run in which it stands
     */
    boolean accept(JournalReader reader) {
        if (reader.recordType() == RecordType.END) {
            orderly(reader.header().runId());
            return true;
        }
        if (reader.recordType() == RecordType.GAP && reader.gap().runId() != GapRecord.THIS_RUN) {
            killed(reader.gap().runId(), reader.gap().firstNumber());
            return true;
        }
        return false;
    }

    /** A worker of the run says that it ended in order. */
    void orderly(long runId) {
        end(runId, End.ORDERLY);
    }

    /**
     * A later run says that the run was killed.
     *
     * @param firstLost the first packet number of which nothing is known, or {@link #UNKNOWN}
     */
    void killed(long runId, long firstLost) {
        end(runId, End.KILLED);
        lostFrom.put(runId, firstLost);
    }

    /** Several workers say the same of one run. */
    private void end(long runId, End how) {
        End before = runs.get(runId);
        if (before == null || before != End.UNTOLD && before != how) {
            contradicted++;
        } else {
            runs.put(runId, how);
        }
    }

    /** Runs of which nothing says how they ended, but for the last, which nothing could follow yet. */
    List<Long> untold() {
        List<Long> untold = new ArrayList<>();
        long last = 0;
        for (Map.Entry<Long, End> run : runs.entrySet()) {
            if (run.getValue() == End.UNTOLD) {
                untold.add(run.getKey());
            }
            last = run.getKey();
        }
        untold.remove(Long.valueOf(last));
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

    /** Whether a run is said to have been killed. */
    boolean isKilled(long runId) {
        return runs.get(runId) == End.KILLED;
    }

    /** From which packet number on a killed run is said to be lost; {@link #UNKNOWN} where nobody says. */
    long lostFrom(long runId) {
        return lostFrom.getOrDefault(runId, UNKNOWN);
    }

    /** Words about runs that are not there, or of which another word says something else. */
    long contradicted() {
        return contradicted;
    }
}

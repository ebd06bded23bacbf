package io.rxpath.feed;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.rxpath.feed.FeedCounters.Counter;

/** What a line, or a channel, has seen in one session, message by message, as the rules say and with no thought of speed. */
final class SourceModel {
    private static final int REORDERED = 8;

    private final Map<Counter, Long> counts = new EnumMap<>(Counter.class);
    private final Set<Long> seen = new HashSet<>();
    private final TreeMap<Long, Skipped> skipped = new TreeMap<>();
    private final Deque<Long> nexts = new ArrayDeque<>();
    private long next = -1;
    private int skips;
    private int uncalled;

    /** A message that was skipped: together with which, when, and whether it was called missing. */
    private record Skipped(int skip, long sinceNs, boolean called) {
    }

    FeedVerdict offer(long first, int messages, long nowNs) {
        if (next < 0) {
            next = first;
        }
        FeedVerdict verdict = judge(first, messages);
        add(Counter.PACKETS, 1);
        add(switch (verdict) {
            case HEARTBEAT -> Counter.HEARTBEATS;
            case DUPLICATE -> Counter.DUPLICATES;
            default -> Counter.UNIQUE;
        }, 1);
        add(Counter.LATE, verdict == FeedVerdict.FILLS_GAP ? 1 : 0);
        if (next < first) {
            skips++;
            for (long message = next; message < first; message++) {
                skipped.put(message, new Skipped(skips, nowNs, false));
                uncalled++;
            }
        }
        for (long message = first; message < first + messages; message++) {
            add(Counter.MESSAGES, seen.add(message) ? 1 : 0);
            Skipped was = skipped.remove(message);
            uncalled -= was != null && !was.called ? 1 : 0;
            add(Counter.FILLED, was != null && was.called ? 1 : 0);
        }
        next = Math.max(next, first + messages);
        nexts.addLast(next);
        if (nexts.size() > REORDERED) {
            nexts.removeFirst();
        }
        return verdict;
    }

    private FeedVerdict judge(long first, int messages) {
        if (messages == 0) {
            return FeedVerdict.HEARTBEAT;
        }
        if (first >= next) {
            return first == next ? FeedVerdict.FIRST : FeedVerdict.AHEAD;
        }
        if (first + messages > next) {
            return FeedVerdict.FIRST;
        }
        for (long message = first; message < first + messages; message++) {
            if (!seen.contains(message)) {
                return FeedVerdict.FILLS_GAP;
            }
        }
        return FeedVerdict.DUPLICATE;
    }

    /** Below which it brings nothing any more: where it stood eight packets ago, that one included. */
    long passed() {
        return nexts.size() < REORDERED ? Long.MIN_VALUE : nexts.getFirst();
    }

    /** Calls missing, in ascending order, what lies below {@code passed} as a whole or was skipped long enough ago. */
    void call(long passed, long deadlineNs) {
        if (uncalled == 0) {
            return;
        }
        for (List<Long> run : runs()) {
            Skipped one = skipped.get(run.getFirst());
            if (one.called) {
                continue;
            }
            if (run.getLast() >= passed && one.sinceNs > deadlineNs) {
                return;
            }
            add(Counter.GAPS, 1);
            add(Counter.MISSING, run.size());
            uncalled -= run.size();
            run.forEach(message -> skipped.put(message, new Skipped(one.skip, one.sinceNs, true)));
        }
    }

    /** Neighbours that were skipped together. */
    private List<List<Long>> runs() {
        List<List<Long>> runs = new ArrayList<>();
        long before = -2;
        int skip = -1;
        for (Map.Entry<Long, Skipped> entry : skipped.entrySet()) {
            if (entry.getKey() != before + 1 || entry.getValue().skip != skip) {
                runs.add(new ArrayList<>());
            }
            runs.getLast().add(entry.getKey());
            before = entry.getKey();
            skip = entry.getValue().skip;
        }
        return runs;
    }

    void add(Counter counter, long amount) {
        counts.merge(counter, amount, Long::sum);
    }

    long get(Counter counter) {
        return counter == Counter.OPEN ? uncalled : counts.getOrDefault(counter, 0L);
    }

    /** Messages that never came though later ones did. */
    int missingNow() {
        return skipped.size();
    }
}

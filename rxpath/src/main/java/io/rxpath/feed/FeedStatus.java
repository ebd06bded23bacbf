package io.rxpath.feed;

import java.util.List;

/**
 * The live figures of one channel, readable by any thread at any time.
 *
 * @param venue as configured, may be empty
 * @param channel as configured; may be empty for a channel of one line
 * @param framing of all its lines
 * @param counters of what its lines brought together
 * @param lines in the order of their sockets
 */
public record FeedStatus(String venue, String channel, Framing framing, FeedCounters counters,
        List<FeedLineStatus> lines) {
    /** Copies the list. */
    public FeedStatus {
        lines = List.copyOf(lines);
    }

    /** Venue and channel for a person; the name of the only line where both are empty. */
    public String title() {
        String title = (venue + " " + channel).strip();
        return title.isEmpty() ? lines.getFirst().name() : title;
    }
}

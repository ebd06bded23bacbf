package io.rxpath.feed;

import io.rxpath.telemetry.counter.LatencyRecorder;

/**
 * The live figures of one line of a channel, readable by any thread.
 *
 * @param name the line's name in the configuration, or that of its socket where it has none
 * @param socket the index of its socket in the worker
 * @param counters of the line by itself, as if there were no other
 * @param lead how much earlier than another line it brought the same packet, ns, by the ingress stamps of both: one
 *     entry for each packet of another line that came later, or at the same time; null for a channel's only line
 */
public record FeedLineStatus(String name, int socket, FeedCounters counters, LatencyRecorder lead) {
}

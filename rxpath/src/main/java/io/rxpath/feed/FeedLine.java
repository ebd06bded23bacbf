package io.rxpath.feed;

import io.rxpath.feed.FeedCounters.Counter;
import io.rxpath.telemetry.counter.LatencyRecorder;
import io.rxpath.telemetry.event.FeedEventKind;
import io.rxpath.telemetry.event.FeedScope;

/** One line of a channel: a socket, what it brought by itself, and how far it was ahead. Belongs to the poll thread. */
public final class FeedLine {
    private final String name;
    private final int socket;
    private final FeedEvents events;
    private final FeedCounters counters = new FeedCounters();
    private final SequenceTracker tracker;
    private final long mask;
    private LatencyRecorder lead;
    private int ended = -1;

    FeedLine(String name, int socket, FeedEvents events, long mask) {
        this.name = name;
        this.socket = socket;
        this.events = events;
        this.mask = mask;
        tracker = new SequenceTracker(counters, FeedScope.LINE, events, mask);
    }

    /** There is another line to compare it with; before the first packet. */
    void compared() {
        if (lead == null) {
            lead = new LatencyRecorder();
        }
    }

    /** Enters a packet that has a header. */
    void offer(int generation, long first, long end, long nowNs) {
        FeedVerdict verdict = tracker.offer(generation, first, end, socket, nowNs);
        if (verdict == FeedVerdict.DUPLICATE) {
            told(FeedEventKind.REPEATS, first & mask, counters.get(Counter.DUPLICATES));
        }
    }

    /** Enters a datagram that has none. */
    void notAHeader() {
        told(FeedEventKind.NOT_HEADERS, 0, counters.add(Counter.NOT_HEADERS, 1));
    }

    /** What may happen with every datagram is an event the first time, and whenever its count has doubled. */
    private void told(FeedEventKind kind, long first, long count) {
        if ((count & count - 1) == 0) {
            events.onEvent(kind, FeedScope.LINE, socket, first, count, 0);
        }
    }

    /** The session is over; it is said many times, and an event once. */
    void ended(int generation, long next) {
        if (ended != generation) {
            ended = generation;
            events.onEvent(FeedEventKind.END_OF_SESSION, FeedScope.LINE, socket, next & mask, 0, 0);
        }
    }

    /** Its packet was the first of the channel's lines to bring a message. */
    void first() {
        counters.add(Counter.FIRST, 1);
    }

    /** It brought a packet so much earlier than another line. */
    void ahead(long leadNs) {
        lead.record(leadNs);
    }

    SequenceTracker tracker() {
        return tracker;
    }

    int socket() {
        return socket;
    }

    FeedLineStatus status() {
        return new FeedLineStatus(name, socket, counters, lead);
    }
}

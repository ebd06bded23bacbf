package io.rxpath.feed;

import io.rxpath.telemetry.event.FeedEventKind;
import io.rxpath.telemetry.event.FeedScope;

/** Takes what is rare on a feed. Called by the poll thread, during the packet that told it; allocates nothing. */
public interface FeedEvents {
    /**
     * Takes an event.
     *
     * @param scope whether it is the channel's or one line's
     * @param socket of the line that it is about, or whose packet told it
     * @param first the number of the first message it is about
     * @param count of messages, packets or datagrams, as the kind says
     * @param sinceNs when the messages were first skipped, CLOCK_REALTIME ns; 0 where none were
     */
    void onEvent(FeedEventKind kind, FeedScope scope, int socket, long first, long count, long sinceNs);
}

package io.rxpath.feed;

/**
 * What a datagram is to its channel, in the order in which the worker takes datagrams from the lines: the first to bring
 * a message wins.
 */
public enum FeedVerdict {
    /** The socket has no framing: nothing is known. */
    NOT_FRAMED(false),
    /** No header of the configured framing. */
    NOT_A_HEADER(false),
    /** Brings messages that no line brought before and goes on where the channel stood, or is the first one seen. */
    FIRST(true),
    /** Brings messages that no line brought before, but not those just ahead of them: they may still come. */
    AHEAD(true),
    /** Brings messages that were missing while later ones had come already. */
    FILLS_GAP(true),
    /** Brings nothing new: all its messages have been brought before. Can be dropped. */
    DUPLICATE(false),
    /** Begins a new numbering: a new session, or the numbers began anew. May bring messages. */
    RESET(true),
    /** Brings no message and says what the next number is. */
    HEARTBEAT(false),
    /** Brings no message and says that the session is over. */
    END_OF_SESSION(false),
    /** From before all that is remembered: nobody knows whether its messages were brought. Not to be dropped unseen. */
    FORGOTTEN(false);

    private final boolean news;

    FeedVerdict(boolean news) {
        this.news = news;
    }

    /** Whether at least one of its messages, if it has any, was never brought before. */
    public boolean isNew() {
        return news;
    }
}

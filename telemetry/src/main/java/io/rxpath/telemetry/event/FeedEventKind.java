package io.rxpath.telemetry.event;

/** What happened on a feed. One byte on disk. */
public enum FeedEventKind {
    /** A kind that this version does not know. */
    UNKNOWN(0),
    /** Messages are missing: {@code count} of them from {@code first} on. */
    GAP(1),
    /** Messages that had been called missing came: {@code count} of them from {@code first} on. */
    FILL(2),
    /** A new numbering began with the number {@code first}: another session, or the numbers began anew. */
    RESET(3),
    /** A line brought packets that it had brought before: {@code count} so far. Told whenever that has doubled. */
    REPEATS(4),
    /** Datagrams of a line had no header of its framing: {@code count} so far. Told whenever that has doubled. */
    NOT_HEADERS(5),
    /** The session is over; {@code first} is the number behind its last message. */
    END_OF_SESSION(6);

    private static final FeedEventKind[] OF_CODE = {UNKNOWN, GAP, FILL, RESET, REPEATS, NOT_HEADERS,
        END_OF_SESSION};

    private final int code;

    FeedEventKind(int code) {
        this.code = code;
    }

    /** The code on disk, 0 to 255. */
    public int code() {
        return code;
    }

    /** The kind of a code; {@link #UNKNOWN} for a code that this version does not know. Allocates nothing. */
    public static FeedEventKind of(int code) {
        return code >= 0 && code < OF_CODE.length ? OF_CODE[code] : UNKNOWN;
    }
}

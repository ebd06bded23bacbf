package io.rxpath.telemetry.event;

/** What a feed event is about. One byte on disk. */
public enum FeedScope {
    /** A scope that this version does not know. */
    UNKNOWN(0),
    /** The channel: what all its lines brought together. */
    CHANNEL(1),
    /** One line by itself. */
    LINE(2);

    private static final FeedScope[] OF_CODE = {UNKNOWN, CHANNEL, LINE};

    private final int code;

    FeedScope(int code) {
        this.code = code;
    }

    /** The code on disk, 0 to 255. */
    public int code() {
        return code;
    }

    /** The scope of a code; {@link #UNKNOWN} for a code that this version does not know. Allocates nothing. */
    public static FeedScope of(int code) {
        return code >= 0 && code < OF_CODE.length ? OF_CODE[code] : UNKNOWN;
    }
}

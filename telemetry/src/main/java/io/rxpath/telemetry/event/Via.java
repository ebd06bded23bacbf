package io.rxpath.telemetry.event;

/** How a softirq came to run; known only with the full kernel witness. Four bits on disk. */
public enum Via {
    /** Not known, or not delivered by softirq. */
    NONE(0),
    /** On our CPU, in the middle of our thread. */
    INLINE(1),
    /** On another CPU. */
    REMOTE(2),
    /** From the NAPI timer. */
    TIMER(3),
    /** In the softirq thread. */
    KSOFTIRQD(4),
    /** In another thread's busy poll. */
    PEER(5);

    private static final Via[] OF_CODE = {NONE, INLINE, REMOTE, TIMER, KSOFTIRQD, PEER};

    private final int code;

    Via(int code) {
        this.code = code;
    }

    /** The code on disk, 0 to 15. */
    public int code() {
        return code;
    }

    /** The way of a code; {@link #NONE} for a code that this version does not know. Allocates nothing. */
    public static Via of(int code) {
        return code >= 0 && code < OF_CODE.length ? OF_CODE[code] : NONE;
    }
}

package io.rxpath.telemetry.event;

/** What a packet's label rests on. Four bits on disk. */
public enum Evidence {
    /** Nothing. */
    NONE(0),
    /** Clocks, stamps and our own thread's switches: no privilege needed. */
    INFERRED(1),
    /** A kernel record of the delivery itself. */
    VERIFIED(2),
    /** An upper bound on the wait before the stamp. */
    BOUNDED(3);

    private static final Evidence[] OF_CODE = {NONE, INFERRED, VERIFIED, BOUNDED};

    private final int code;

    Evidence(int code) {
        this.code = code;
    }

    /** The code on disk, 0 to 15. */
    public int code() {
        return code;
    }

    /** The evidence of a code; {@link #NONE} for a code that this version does not know. Allocates nothing. */
    public static Evidence of(int code) {
        return code >= 0 && code < OF_CODE.length ? OF_CODE[code] : NONE;
    }
}

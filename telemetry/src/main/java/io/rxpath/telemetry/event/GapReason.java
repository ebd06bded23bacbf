package io.rxpath.telemetry.event;

/** Why packet records are missing from a journal. One byte on disk. */
public enum GapReason {
    /** A reason that this version does not know. */
    UNKNOWN(0),
    /** The ring to the journal thread was full. */
    RING_FULL(1),
    /** The journal thread could not write. */
    WRITE_FAILED(2),
    /** An earlier run ended without saying so: killed, or its machine lost power. */
    KILLED(3);

    private static final GapReason[] OF_CODE = {UNKNOWN, RING_FULL, WRITE_FAILED, KILLED};

    private final int code;

    GapReason(int code) {
        this.code = code;
    }

    /** The code on disk, 0 to 255. */
    public int code() {
        return code;
    }

    /** The reason of a code; {@link #UNKNOWN} for a code that this version does not know. Allocates nothing. */
    public static GapReason of(int code) {
        return code >= 0 && code < OF_CODE.length ? OF_CODE[code] : UNKNOWN;
    }
}

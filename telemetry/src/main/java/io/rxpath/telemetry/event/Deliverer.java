package io.rxpath.telemetry.event;

/** Whose NAPI poll took the packet from the device. */
public enum Deliverer {
    /** The evidence does not decide. */
    CONTESTED(0),
    /** It ran in our own thread's receive call. */
    BUSY_POLL(1),
    /** It ran anywhere else. */
    SOFTIRQ(2);

    private static final Deliverer[] OF_CODE = {CONTESTED, BUSY_POLL, SOFTIRQ};

    private final int code;

    Deliverer(int code) {
        this.code = code;
    }

    /** The code on disk, 0 to 15. */
    public int code() {
        return code;
    }

    /** The deliverer of a code; {@link #CONTESTED} for a code that this version does not know. Allocates nothing. */
    public static Deliverer of(int code) {
        return code >= 0 && code < OF_CODE.length ? OF_CODE[code] : CONTESTED;
    }
}

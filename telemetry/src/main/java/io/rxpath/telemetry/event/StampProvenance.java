package io.rxpath.telemetry.event;

/** Who stamped a packet at ingress. Four bits on disk. */
public enum StampProvenance {
    /** Nobody, or the clock stepped around the stamp: there is no latency. */
    NONE(0),
    /** The kernel, after the NAPI poll that took the packet from the device. */
    SOFTWARE(1),
    /** The NIC, mapped from its own clock. */
    HARDWARE(2);

    private static final StampProvenance[] OF_CODE = {NONE, SOFTWARE, HARDWARE};

    private final int code;

    StampProvenance(int code) {
        this.code = code;
    }

    /** The code on disk, 0 to 15. */
    public int code() {
        return code;
    }

    /** The provenance of a code; {@link #NONE} for a code that this version does not know. Allocates nothing. */
    public static StampProvenance of(int code) {
        return code >= 0 && code < OF_CODE.length ? OF_CODE[code] : NONE;
    }
}

package io.rxpath.telemetry.event;

/** Where a packet's time went, as one word. */
public enum Branch {
    /** The evidence does not decide, or there is no usable stamp: counted and reported, never folded away. */
    UNKNOWN(0),
    /** Our own busy poll took the packet in time. */
    HOT_POLL(1),
    /** The thread was off its CPU for most of the latency. */
    CPU_STEAL(2),
    /** Somebody else's softirq took the packet, or our poll came too late. */
    FALLBACK_IRQ(3);

    private static final Branch[] OF_CODE = {UNKNOWN, HOT_POLL, CPU_STEAL, FALLBACK_IRQ};

    private final int code;

    Branch(int code) {
        this.code = code;
    }

    /** The code on disk, 0 to 15. */
    public int code() {
        return code;
    }

    /** The branch of a code; {@link #UNKNOWN} for a code that this version does not know. Allocates nothing. */
    public static Branch of(int code) {
        return code >= 0 && code < OF_CODE.length ? OF_CODE[code] : UNKNOWN;
    }
}

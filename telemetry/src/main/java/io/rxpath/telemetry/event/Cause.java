package io.rxpath.telemetry.event;

/** Why a packet has its branch. Four bits on disk. */
public enum Cause {
    /** None is needed, or none is known. */
    NONE(0),
    /** The packet carried no usable stamp. */
    NO_STAMP(1),
    /** Nothing proves who delivered it. */
    CONTESTED(2),
    /** Another thread was given our CPU. */
    PREEMPTED(3),
    /** Our thread was moved to another CPU. */
    MIGRATED(4),
    /** A signal or a frozen control group held our thread. */
    STOPPED(5),
    /** The JVM held our thread outside the receive call and the handler. */
    JVM_PAUSE(6),
    /** The CPU was lost without a switch: interrupt, SMI, hypervisor. */
    STALLED(7),
    /** No busy poll is configured: the baseline, kept apart from fallback. */
    IRQ_MODE(8),
    /** Busy poll was wanted but not in force. */
    NOT_ARMED(9),
    /** The busy-poll window ran out and the thread slept. */
    WINDOW_EXPIRED(10),
    /** The thread was in its handler or draining. */
    AWAY(11),
    /** In a receive call, but not owning the NAPI. */
    RACED(12),
    /** Deferred delivery: our own poll took it, too late. */
    LATE_POLL(13),
    /** A registered sibling thread loses run-queue time to our low-yield polling. */
    SIBLING_STARVED(14);

    private static final Cause[] OF_CODE = {NONE, NO_STAMP, CONTESTED, PREEMPTED, MIGRATED, STOPPED,
        JVM_PAUSE, STALLED, IRQ_MODE, NOT_ARMED, WINDOW_EXPIRED, AWAY, RACED, LATE_POLL, SIBLING_STARVED};

    private final int code;

    Cause(int code) {
        this.code = code;
    }

    /** The code on disk, 0 to 15. */
    public int code() {
        return code;
    }

    /**
     * The cause of a code; {@link #NONE} for a code that this version does not know ({@link PacketEventDecoder}
     * still gives the code itself). Allocates nothing.
     */
    public static Cause of(int code) {
        return code >= 0 && code < OF_CODE.length ? OF_CODE[code] : NONE;
    }
}

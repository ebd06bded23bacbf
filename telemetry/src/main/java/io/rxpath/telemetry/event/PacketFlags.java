package io.rxpath.telemetry.event;

/** The bits of a packet record's flags byte. A reader ignores bits that it does not know. */
public final class PacketFlags {
    /** The datagram was longer than the buffer (MSG_TRUNC): the payload's end is missing. */
    public static final int TRUNCATED = 1;
    /** Control messages did not fit (MSG_CTRUNC): a stamp may be missing. */
    public static final int CONTROL_TRUNCATED = 2;
    /** RPS handed the packet to another CPU's backlog after our poll. */
    public static final int RPS_HOP = 4;
    /** A datagram without payload. */
    public static final int EMPTY = 8;
    /** The sender's port was 0. */
    public static final int SOURCE_PORT_ZERO = 16;
    /** A part of the steal is a CPU lost without a switch, as the thread's own turns show. */
    public static final int STALLED = 32;

    private PacketFlags() {
    }
}

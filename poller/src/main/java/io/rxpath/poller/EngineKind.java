package io.rxpath.poller;

/** The ways to wait for a datagram. */
public enum EngineKind {
    /** A blocking receive call that busy-polls the NAPI for its window, then sleeps. One socket a thread. */
    BLOCKING,
    /** A blocking receive call that never busy-polls: the baseline that every gain is measured against. */
    INTERRUPT
}

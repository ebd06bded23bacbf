package io.rxpath.poller;

/** The ways to wait for a datagram. */
public enum EngineKind {
    /** A blocking receive call that busy-polls the NAPI for its window, then sleeps. One socket a thread. */
    BLOCKING,
    /** Non-blocking receive calls over one or more sockets, each of which polls the device once. */
    SPINNING,
    /** An epoll wait that busy-polls the NAPI that its sockets share, then non-blocking receive calls. */
    EPOLL,
    /** A blocking receive call that never busy-polls: the baseline that every gain is measured against. */
    INTERRUPT
}

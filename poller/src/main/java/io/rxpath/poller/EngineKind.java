package io.rxpath.poller;

/** How a worker waits for packets. */
public enum EngineKind {
    /** Blocking receive that busy-polls the device for a window before it sleeps (SO_BUSY_POLL): the default. */
    BLOCKING,
    /** Blocking receive without busy poll: the interrupt-driven baseline. */
    INTERRUPT
}

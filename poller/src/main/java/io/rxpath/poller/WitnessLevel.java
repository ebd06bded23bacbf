package io.rxpath.poller;

/** How much of the kernel's own records of deliveries a worker reads. */
public enum WitnessLevel {
    /** Nothing: who delivered a packet is inferred. */
    OFF,
    /** A record for each packet that our own poll took: who delivered is verified. */
    OWN,
    /** Also everybody else's on all CPUs and each empty poll of ours: the way of a softirq, and how late our poll came. */
    FULL
}

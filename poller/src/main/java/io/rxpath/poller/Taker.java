package io.rxpath.poller;

/** Who took a packet from the device, as the kernel's own records tell. */
public enum Taker {
    /** No record was read, or the records are not complete: nothing is known. */
    UNKNOWN,
    /** Our own poll. */
    SELF,
    /** Somebody else; how is not known. */
    OTHER,
    /** A softirq on the CPU of our thread. */
    INLINE,
    /** A softirq on another CPU. */
    REMOTE,
    /** A softirq that the NAPI's timer raised. */
    TIMER,
    /** The softirq thread. */
    KSOFTIRQD,
    /** Another thread's busy poll. */
    PEER
}

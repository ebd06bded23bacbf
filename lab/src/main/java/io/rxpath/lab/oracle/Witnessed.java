package io.rxpath.lab.oracle;

/** What the receiver could see of the kernel, which decides by what it is measured. */
public enum Witnessed {
    /** No kernel witness: it may leave packets UNKNOWN. */
    NO,
    /** Its own polls: it must know who delivered each packet. */
    OWN,
    /** All polls of the device: it must know the way too. */
    FULL
}

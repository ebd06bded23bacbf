package io.rxpath.bench;

import java.util.Optional;

/** Where turns are taken. */
interface Track {
    /** Sets the device for a workload; why that is refused, or empty. */
    Optional<String> prepare(Workload workload);

    /** One turn, from opening the contender to closing it. */
    Turn run(Contender contender, Workload workload);

    /** A turn of nobody: what the machine does on the receiver's CPU while a thread only reads the clock there. */
    Stalls idle(double seconds);
}

package io.rxpath.lab.truth;

/**
 * What the feed handler does with each packet beside taking its label.
 *
 * @param workNs how long it uses the CPU for each packet, ns
 * @param sleepUsecs how long it sleeps, us
 * @param sleepEvery every how many packets it does; 0 never
 */
public record Handling(long workNs, int sleepUsecs, int sleepEvery) {
    /** Nothing else. */
    public static final Handling NONE = new Handling(0, 0, 0);

    /** Work of so long for each packet. */
    static Handling work(long nanos) {
        return new Handling(nanos, 0, 0);
    }

    /** A sleep every so many packets. */
    static Handling sleep(int usecs, int every) {
        return new Handling(0, usecs, every);
    }
}

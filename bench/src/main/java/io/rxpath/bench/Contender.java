package io.rxpath.bench;

/** One of the receivers that are compared. All of them are given the same seat and the same feed. */
public interface Contender {
    /** What reports call it; unique in a benchmark. */
    String name();

    /**
     * Opens a receiver in the calling thread's network namespace.
     *
     * @return a receiver that receives already
     * @throws RuntimeException where it is refused, with a sentence for the user; nothing is left open then
     */
    Receiving open(Seat seat);
}

package io.rxpath.poller;

/** Tells when the thread that created it was off its CPU. Used by that thread only; never allocates. */
public interface SwitchWitness extends AutoCloseable {
    /**
     * Enters what happened since the last update into {@code intervals}.
     *
     * @param callNs how long the receive call took that has just returned
     * @return whether the thread may have lost its CPU at a time that is not known
     */
    boolean update(OffCpuIntervals intervals, long callNs);

    /** Whether it knows the times of every switch. */
    boolean isPositioned();

    /** What it is, for a person: the source, and why not a better one. */
    String describe();

    @Override
    void close();
}

package io.rxpath.poller;

/** Takes the batches of a poll thread. */
@FunctionalInterface
public interface BatchSink {
    /**
     * Takes a batch, on the poll thread; it is valid during the call.
     *
     * @return who delivered its first packet
     */
    Outcome onBatch(PacketBatch batch);

    /** How an opportunity ended that ended with packets. */
    enum Outcome {
        /** Our own poll took them from the device. */
        HIT,
        /** Somebody else did. */
        FALLBACK,
        /** The evidence does not decide. */
        UNDECIDED
    }
}

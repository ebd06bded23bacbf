package io.rxpath.bench;

/** A contender at work. Opened, stopped and closed by one thread. */
public interface Receiving extends AutoCloseable {
    /** Datagrams received so far, warm-up included. */
    long received();

    /**
     * Ends receiving and says what it came to. Once.
     *
     * @throws BenchException where the receiver had ended by itself
     */
    Reading stop();

    /** Ends receiving where {@link #stop} has not; repeating it does nothing. */
    @Override
    void close();
}

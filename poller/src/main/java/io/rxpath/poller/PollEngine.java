package io.rxpath.poller;

/** A way to wait for datagrams: one receive call a turn. Used by one thread; the state it reports is its own. */
public interface PollEngine extends AutoCloseable {
    /**
     * The longest busy-poll window. A call that meets no packet polls for it, sleeps, and when SO_RCVTIMEO has run out
     * polls for it once more (net/ipv4/udp.c, __skb_recv_udp): all that stays below the 50 ms in which a stop is
     * promised.
     */
    long MAX_WINDOW_NS = 15_000_000;

    /** How long a turn sleeps for a packet before it looks whether it is to end; the kernel rounds it up to ticks. */
    long SLEEP_NS = 10_000_000;

    /**
     * Makes one receive call into the slab of {@code batch}. Never throws for what can happen in operation: a signal
     * or a timeout is an empty turn.
     *
     * @param most datagrams wanted at most, 1 to the batch's capacity
     * @return datagrams received, 0 where none came in time
     */
    int receive(PacketBatch batch, int most);

    /** Which engine this is. */
    EngineKind kind();

    /** Whether busy poll will be in force for the next call, as far as is known now. */
    Arming arming();

    /** What was last read about the NAPI that the next call will poll. */
    NapiView napi();

    /** What was last read about the NAPI that feeds socket {@code socket}. */
    NapiView napi(int socket);

    /** How many sockets it receives from; they are numbered from 0. */
    int sockets();

    /** How long a call really busy-polls an empty queue before it sleeps, ns; 0 without busy poll. */
    long windowNs();

    /** The worker's index of the socket that the last call received from. */
    int socket();

    /** Closes the sockets; called after the last call. */
    @Override
    void close();
}

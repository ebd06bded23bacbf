package io.rxpath.poller;

/**
 * A way to wait for datagrams of one or more sockets: one receive call a turn. Used by one thread; the state it reports
 * is its own.
 */
public interface PollEngine extends AutoCloseable {
    /**
     * The longest busy-poll window of a call that waits. A call that meets no packet polls for it, sleeps, and when SO_RCVTIMEO has run out
     * polls for it once more (net/ipv4/udp.c, __skb_recv_udp): all that stays below the 50 ms in which a stop is
     * promised.
     */
    long MAX_WINDOW_NS = 15_000_000;

    /**
     * The longest window of an engine whose calls never wait: it bounds no call, only what counts as one opportunity.
     */
    long MAX_SPIN_WINDOW_NS = 1_000_000_000;

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

    /**
     * Takes what is queued at one socket now, with one call that does not wait. Where the socket busy-polls
     * (SO_BUSY_POLL: the blocking and the spinning engine) and its queue holds less than the batch, the kernel polls
     * the device once more before the call returns, and what that brings comes along: MSG_DONTWAIT does not prevent it.
     * Otherwise the device is not polled.
     *
     * @param socket the worker's index, 0 to {@link #sockets()} - 1
     * @return datagrams received, 0 where none was queued
     */
    int drain(int socket, PacketBatch batch);

    /**
     * Whether the call just made was one that polls the device wherever busy poll is in force; false where it
     * certainly did not: it only took what an earlier wait had found, or the engine never polls.
     */
    boolean polls();

    /** Which engine this is. */
    EngineKind kind();

    /**
     * Whether busy poll will be in force for the next call, as far as is known now. A next call that will only take
     * what an earlier wait found is NOT_ARMED: what is stamped during it, others delivered.
     */
    Arming arming();

    /** What was last read about the NAPI that the next call will poll; where it polls none, that of its socket. */
    NapiView napi();

    /** What was last read about the NAPI that feeds socket {@code socket}. */
    NapiView napi(int socket);

    /** How many sockets it receives from; they are numbered from 0. */
    int sockets();

    /**
     * How long a call really busy-polls an empty queue before it sleeps, ns; 0 without busy poll. For the spinning
     * engine, which never sleeps, how long empty calls in a row count as one opportunity.
     */
    long windowNs();

    /** The worker's index of the socket that the last call received from. */
    int socket();

    /** Closes the sockets; called after the last call. */
    @Override
    void close();
}

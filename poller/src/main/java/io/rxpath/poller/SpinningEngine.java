package io.rxpath.poller;

import java.util.List;

import io.rxpath.linux.UdpSocket;

/**
 * Non-blocking recvmmsg over one or more sockets with SO_BUSY_POLL, one call a turn. A call that finds its socket's
 * queue empty polls the socket's NAPI (twice, net/core/dev.c: napi_busy_loop without a loop_end, busy_poll_stop) and
 * returns what that brought; it never waits. What it harvested for other sockets is in their queues.
 *
 * <p>The sockets take turns. One that returned all it was asked for comes again at once, because it probably holds
 * more, until it has given as many as a batch holds: so a burst is taken in a few calls, and no feed starves another.
 *
 * <p>What it cannot know: between its calls it does not own the NAPI, so without napi_defer_hard_irqs and
 * gro_flush_timeout a softirq delivers most packets, also some whose stamp lies inside a call. A socket's NAPI is known
 * from its first packet on, for each socket by itself.
 */
public final class SpinningEngine implements PollEngine {
    private final EngineSockets sockets;
    private final long windowNs;
    private int next;
    private int inRow;
    private boolean polls;

    /**
     * Sets up {@code sockets}, which the engine then owns.
     *
     * @param sockets one or more, bound, with receive stamps on
     * @param windowUsecs how long empty calls in a row count as one opportunity, 1 us to {@link #MAX_SPIN_WINDOW_NS}
     * @param watches keep the state of each socket's NAPI, in the order of the sockets
     */
    public SpinningEngine(List<UdpSocket> sockets, int windowUsecs, List<NapiWatch> watches) {
        if (windowUsecs < 1 || windowUsecs * 1000L > MAX_SPIN_WINDOW_NS) {
            throw new IllegalArgumentException("a window of empty calls is 1 us to "
                    + MAX_SPIN_WINDOW_NS / 1_000_000 + " ms, not " + windowUsecs + " us");
        }
        this.sockets = new EngineSockets(sockets, watches);
        windowNs = windowUsecs * 1000L;
        for (UdpSocket socket : sockets) {
            // Its length means nothing to a call that does not wait; that it is set makes the call poll.
            socket.busyPollUsecs(windowUsecs);
        }
    }

    @Override
    public int receive(PacketBatch batch, int most) {
        int socket = next;
        // The first datagram teaches the socket its NAPI: asked for more, the same call would begin to poll.
        int asked = sockets.watch(socket).hasReceived() ? most : 1;
        int result = sockets.take(socket, batch, asked);
        inRow += result;
        if (result < asked || inRow >= batch.capacity()) {
            next = socket + 1 == sockets.count() ? 0 : socket + 1;
            inRow = 0;
        }
        polls = true;
        return result;
    }

    @Override
    public int drain(int socket, PacketBatch batch) {
        int result = sockets.drain(socket, batch);
        polls = result < batch.capacity();
        return result;
    }

    @Override
    public boolean polls() {
        return polls;
    }

    @Override
    public EngineKind kind() {
        return EngineKind.SPINNING;
    }

    @Override
    public Arming arming() {
        NapiWatch watch = sockets.watch(next);
        return watch.hasReceived() ? watch.view().arming() : Arming.NOT_ARMED;
    }

    @Override
    public NapiView napi() {
        return sockets.watch(next).view();
    }

    @Override
    public NapiView napi(int socket) {
        return sockets.watch(socket).view();
    }

    @Override
    public int sockets() {
        return sockets.count();
    }

    @Override
    public long windowNs() {
        return windowNs;
    }

    @Override
    public int socket() {
        return sockets.last();
    }

    @Override
    public void close() {
        sockets.close();
    }
}

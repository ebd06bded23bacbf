package io.rxpath.poller;

import java.util.List;

import io.rxpath.linux.BusyPollParams;
import io.rxpath.linux.Epoll;
import io.rxpath.linux.Errno;
import io.rxpath.linux.LinuxException;
import io.rxpath.linux.UdpSocket;

/**
 * An epoll wait that busy-polls for its window and then sleeps, followed by a non-blocking recvmmsg on each socket it
 * found ready, one a turn. The sockets themselves do not busy-poll, so only the wait polls, and never again after it
 * has found something.
 *
 * <p>What it knows of the kernel's side (fs/eventpoll.c): the wait polls one NAPI, the one of the socket that last
 * became ready (ep_set_busy_poll_napi_id in ep_poll_callback). A window that runs out makes the kernel forget it, and
 * the wait sleeps; the datagram that wakes it teaches it again, so only the next wait polls. A wait that ends without
 * a socket (its time ran out, a signal) leaves nothing learnt: the next one is NOT_ARMED.
 *
 * <p>What it cannot know: where its sockets have several NAPIs, which of them received last, because a datagram also
 * teaches when it is taken together with earlier ones. So whenever two waits in a row do not find the same NAPI, the
 * next is UNCHECKED: nobody can say whether its packets were polled for. Nor does it see the few nanoseconds in which
 * the kernel forgets a NAPI that a datagram has just taught it, at the very end of a window.
 */
public final class EpollEngine implements PollEngine {
    private static final int MS_NS = 1_000_000;

    private final EngineSockets sockets;
    private final Epoll epoll;
    private final long windowNs;
    private final int timeoutMs;
    private int ready;
    private int next;
    /** Of the socket that last taught the kernel a NAPI, as far as is known. */
    private NapiWatch teacher;
    /** Whether the kernel knows a NAPI. */
    private boolean learnt;
    /** Whether that may be another one than the teacher's. */
    private boolean doubtful;
    /** How many waits that find something must pass before one NAPI can be certain again. */
    private int mixed;
    private boolean polls;

    /**
     * Sets up {@code sockets}, which the engine then owns.
     *
     * @param sockets one or more, bound, with receive stamps on
     * @param params how the wait busy-polls; its window 1 us to {@link #MAX_WINDOW_NS}
     * @param watches keep the state of each socket's NAPI, in the order of the sockets
     * @throws LinuxException where the kernel cannot, or refuses the parameters; the sockets stay open
     */
    public EpollEngine(List<UdpSocket> sockets, BusyPollParams params, List<NapiWatch> watches) {
        int windowUsecs = params.busyPollUsecs();
        if (windowUsecs < 1 || windowUsecs * 1000L > MAX_WINDOW_NS) {
            throw new IllegalArgumentException("a busy-poll window is 1 us to " + MAX_WINDOW_NS / MS_NS
                    + " ms, so that a stop stays bounded, not " + windowUsecs + " us");
        }
        this.sockets = new EngineSockets(sockets, watches);
        teacher = watches.getFirst();
        epoll = Epoll.open(params, sockets.size());
        try {
            for (int i = 0; i < sockets.size(); i++) {
                // Not even what net.core.busy_read would give it: the receive after the wait must not poll.
                sockets.get(i).busyPollUsecs(0);
                epoll.add(sockets.get(i), i);
            }
            windowNs = (long) epoll.params().busyPollUsecs() * BlockingEngine.KERNEL_USEC_NS;
        } catch (RuntimeException refused) {
            epoll.close();
            throw refused;
        }
        // The kernel counts it from the start of the wait, the window included, and may add a second window after a
        // wake-up that brought nothing: at most 2 x 15 ms and the sleep.
        timeoutMs = (int) ((windowNs + SLEEP_NS + MS_NS - 1) / MS_NS);
    }

    @Override
    public int receive(PacketBatch batch, int most) {
        polls = next == ready;
        if (polls && !await()) {
            return 0;
        }
        int socket = epoll.readySocket(next++);
        int result = sockets.take(socket, batch, most);
        if (next == ready) {
            learn();
        }
        return result;
    }

    /** Waits; whether a socket is ready. */
    private boolean await() {
        next = 0;
        ready = 0;
        int result = epoll.await(timeoutMs);
        if (result > 0) {
            ready = result;
            return true;
        }
        learnt = false;
        mixed = 0;
        if (result == 0 || Errno.EINTR.is(result)) {
            return false;
        }
        throw new LinuxException("epoll_wait()", -result, "the receiver stops");
    }

    /**
     * Which NAPI the next wait polls. A wait gets to polling only where it finds nothing, so what came last came to a
     * socket that the newest wait told, or was taken along from one that the wait before it told.
     */
    private void learn() {
        NapiWatch latest = null;
        boolean several = false;
        for (int i = 0; i < ready; i++) {
            NapiWatch candidate = sockets.watch(epoll.readySocket(i));
            if (teaches(candidate)) {
                several |= latest != null && !sameNapi(latest, candidate);
                latest = candidate;
            }
        }
        if (latest == null) {
            // What was known may have been forgotten during the wait, which another socket then ended.
            doubtful = learnt;
            return;
        }
        doubtful = several || mixed > 0 || learnt && !sameNapi(teacher, latest);
        mixed = several ? 1 : Math.max(0, mixed - 1);
        teacher = latest;
        learnt = true;
    }

    /** What is drained was told by no wait, and may have come before or after what the waits told. */
    private void learnDrained(NapiWatch drained) {
        if (teaches(drained) && !(learnt && sameNapi(teacher, drained))) {
            teacher = drained;
            learnt = true;
            doubtful = true;
            mixed = 2;
        }
    }

    /** A socket that has received nothing, or from a device without NAPI, changes nothing for the kernel. */
    private static boolean teaches(NapiWatch watch) {
        NapiView view = watch.view();
        return watch.hasReceived() && !(view.arming() == Arming.NOT_ARMED && view.napiId() == 0);
    }

    private static boolean sameNapi(NapiWatch a, NapiWatch b) {
        if (a == b) {
            return true;
        }
        NapiView one = a.view();
        NapiView other = b.view();
        return one.napiId() == other.napiId() && one.arming() != Arming.UNCHECKED
                && other.arming() != Arming.UNCHECKED;
    }

    @Override
    public int drain(int socket, PacketBatch batch) {
        polls = false;
        int result = sockets.drain(socket, batch);
        if (result > 0) {
            learnDrained(sockets.watch(socket));
        }
        return result;
    }

    @Override
    public boolean polls() {
        return polls;
    }

    @Override
    public EngineKind kind() {
        return EngineKind.EPOLL;
    }

    @Override
    public Arming arming() {
        if (next < ready || !learnt) {
            return Arming.NOT_ARMED;
        }
        return doubtful ? Arming.UNCHECKED : teacher.view().arming();
    }

    @Override
    public NapiView napi() {
        return next < ready ? sockets.watch(epoll.readySocket(next)).view() : teacher.view();
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
        epoll.close();
        sockets.close();
    }
}

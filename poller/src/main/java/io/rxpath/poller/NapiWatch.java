package io.rxpath.poller;

import io.rxpath.linux.UdpSocket;
import io.rxpath.linux.netlink.NapiState;
import io.rxpath.linux.netlink.NetdevFamily;

/**
 * Reads, beside the poll thread, which NAPI feeds a socket and whether the kernel still lists it: a socket can keep the
 * id of a NAPI that is gone, and then never busy-polls again. {@link #update} belongs to the housekeeping thread,
 * {@link #markReceived} to the poll thread, {@link #view} and {@link #hasReceived} to any.
 */
public final class NapiWatch {
    private final UdpSocket socket;
    private volatile boolean received;
    private volatile NapiView view = NapiView.UNKNOWN;

    /** Creates the watch of {@code socket}. */
    public NapiWatch(UdpSocket socket) {
        this.socket = socket;
    }

    /** The socket has received a packet: from now on a missing id says that its device has none. */
    void markReceived() {
        if (!received) {
            received = true;
        }
    }

    /** Whether the socket has received a packet, which is what teaches it its NAPI. */
    public boolean hasReceived() {
        return received;
    }

    /** What was last read. */
    public NapiView view() {
        return view;
    }

    /** Takes {@code other} for what was read, where nobody reads; by any thread. */
    public void assume(NapiView other) {
        view = other;
    }

    /** Forgets what was read, because it can no longer be read: nothing is called armed without evidence. */
    public void forget() {
        view = new NapiView(view.napiId(), Arming.UNCHECKED, 0, 0);
    }

    /**
     * Reads the socket and the kernel's list and publishes what changed.
     *
     * @param netdev opened in the network namespace of the socket
     * @return whether the answer is settled, so that it is enough to ask now and then
     */
    public boolean update(NetdevFamily netdev) {
        boolean taught = received;
        int id = socket.napiId();
        NapiView now;
        if (id == 0) {
            now = taught ? new NapiView(0, Arming.NOT_ARMED, 0, 0) : NapiView.UNKNOWN;
        } else {
            NapiState state = netdev.napiGet(id);
            now = state == null
                    ? new NapiView(id, Arming.NOT_ARMED, 0, 0)
                    : new NapiView(id, Arming.ARMED, state.deferHardIrqs(), state.groFlushTimeoutNs(),
                            state.interfaceIndex());
        }
        if (!now.equals(view)) {
            view = now;
        }
        return now.arming() != Arming.UNCHECKED;
    }
}

package io.rxpath.poller;

import java.util.Arrays;

/**
 * Whether the kernel's stamps and our readings are of one clock; only then may a record of the kernel's claim a stamp. A
 * call that takes all there is leaves a queue of new packets only: one of a later call whose stamp is much older than
 * that call shows two clocks. One that comes soon after its stamp shows a single one. Times are CLOCK_REALTIME ns. Owned
 * by the poll thread; never allocates.
 */
final class StampTrust {
    /** From its stamp to the queue a packet needs a microsecond; one whose softirq was held up, more. */
    static final long QUEUEING_NS = 1_000_000;
    private static final long NEVER = Long.MIN_VALUE;

    private final long[] emptiedFromNs;
    private final long[] beforeNs;
    private boolean doubted;

    /** For {@code sockets} sockets, of which nothing is known. */
    StampTrust(int sockets) {
        emptiedFromNs = new long[sockets];
        beforeNs = new long[sockets];
        forget();
    }

    /**
     * A call on a socket has returned.
     *
     * @param enterNs when it began
     * @param emptied whether it left the queue empty
     */
    void onCall(int socket, long enterNs, boolean emptied) {
        beforeNs[socket] = emptiedFromNs[socket];
        if (emptied) {
            emptiedFromNs[socket] = enterNs;
        }
    }

    /**
     * Whether the stamp of a packet that the socket's newest call returned is to be trusted. Packets are to be asked for
     * in their order.
     *
     * @param exitNs when the call returned
     */
    boolean trusts(int socket, long stampNs, long exitNs) {
        if (stampNs > exitNs || beforeNs[socket] != NEVER && stampNs < beforeNs[socket] - QUEUEING_NS) {
            doubted = true;
        } else if (exitNs - stampNs < QUEUEING_NS) {
            doubted = false;
        }
        return !doubted;
    }

    /** The clock was set: times of before cannot be compared with later stamps, and may not have been set back alike. */
    void restart() {
        forget();
        doubted = true;
    }

    private void forget() {
        Arrays.fill(emptiedFromNs, NEVER);
        Arrays.fill(beforeNs, NEVER);
    }
}

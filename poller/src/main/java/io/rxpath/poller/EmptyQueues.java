package io.rxpath.poller;

import java.util.Arrays;

/**
 * Since when each socket's queue must hold new packets only: a call that took all there was began then. A packet of a
 * later call with an older stamp was stamped by another clock than ours, so that no record of the kernel's can be matched
 * with it. Times are CLOCK_REALTIME ns. Owned by the poll thread; never allocates.
 */
final class EmptyQueues {
    /** From its stamp to the queue a packet needs a microsecond; one whose softirq was held up, more. */
    static final long QUEUEING_NS = 1_000_000;
    private static final long NEVER = Long.MIN_VALUE;

    private final long[] emptiedFromNs;
    private final long[] beforeNs;

    /** For {@code sockets} sockets, of which nothing is known. */
    EmptyQueues(int sockets) {
        emptiedFromNs = new long[sockets];
        beforeNs = new long[sockets];
        restart();
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

    /** Whether a packet that the socket's newest call returned cannot have been stamped by our clock. */
    boolean isForeign(int socket, long stampNs) {
        return beforeNs[socket] != NEVER && stampNs < beforeNs[socket] - QUEUEING_NS;
    }

    /** The clock was set: times of before cannot be compared with later stamps. */
    void restart() {
        Arrays.fill(emptiedFromNs, NEVER);
        Arrays.fill(beforeNs, NEVER);
    }
}

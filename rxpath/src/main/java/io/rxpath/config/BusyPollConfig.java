package io.rxpath.config;

import io.rxpath.linux.BusyPollParams;

/**
 * Busy poll of a worker (socket(7); the kernel's unit of the window is 1.024 us). The epoll engine gives it to its epoll
 * instance (EPIOCSPARAMS), the others to their sockets.
 *
 * @param windowUsecs how long a receive call or wait polls the device before it sleeps, in microseconds; 0 is none, at
 *     most 15,000, because a stop waits for the window to end. For the spinning engine, which never sleeps, how long
 *     empty calls in a row count as one opportunity, at most 1,000,000
 * @param prefer keep the device's softirq away while the application polls; acts only with both NAPI defer settings. As
 *     a socket option it needs CAP_NET_ADMIN in the initial user namespace, for epoll nothing
 * @param budget packets per poll, 0 to 65535; 0 leaves the kernel's default. As a socket option raising it needs
 *     CAP_NET_ADMIN, for epoll only beyond 64
 */
public record BusyPollConfig(int windowUsecs, boolean prefer, int budget) {
    /** No busy poll. */
    public static final BusyPollConfig OFF = new BusyPollConfig(0, false, 0);

    /** Packets that one poll takes at most: one that takes fewer has emptied the ring. */
    public int budgetInForce() {
        return budget == 0 ? BusyPollParams.DEFAULT_BUDGET : budget;
    }
}

package io.rxpath.config;

/**
 * Busy poll of a worker's sockets (socket(7); the kernel's unit of the window is 1.024 us).
 *
 * @param windowUsecs SO_BUSY_POLL: how long a receive call polls the device before it sleeps, in microseconds; 0 is
 *     none, at most 30,000, because a stop waits for the window to end
 * @param prefer SO_PREFER_BUSY_POLL: keep the device's softirq away while the application polls; needs CAP_NET_ADMIN in
 *     the initial user namespace and acts only with both NAPI defer settings
 * @param budget SO_BUSY_POLL_BUDGET: packets per poll, 0 to 65535; 0 leaves the kernel's default, raising it needs
 *     CAP_NET_ADMIN
 */
public record BusyPollConfig(int windowUsecs, boolean prefer, int budget) {
    /** No busy poll. */
    public static final BusyPollConfig OFF = new BusyPollConfig(0, false, 0);
}

package io.rxpath.bench;

import java.net.InetSocketAddress;

/**
 * Where a contender receives.
 *
 * @param feed the multicast group and port
 * @param device the device it arrives on
 * @param cpu the CPU of the receiving thread
 * @param helperCpu the CPU of all its other threads
 * @param warmUpNs how long after the first packet the figures begin, nanoseconds
 * @param drainGroup as {@link Traffic#drainGroup}
 */
public record Seat(InetSocketAddress feed, String device, int cpu, int helperCpu, long warmUpNs,
        int drainGroup) {
}

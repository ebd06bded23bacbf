package io.rxpath.bench;

import java.net.InetSocketAddress;

/**
 * Where a contender receives.
 *
 * @param feed the multicast group and port
 * @param device the device it arrives on
 * @param cpu the CPU of the receiving thread
 * @param helperCpu the CPU of all its other threads
 * @param warmUpPackets packets at the start that are left out of the figures
 * @param drainGroup as {@link Traffic#drainGroup}
 */
public record Seat(InetSocketAddress feed, String device, int cpu, int helperCpu, long warmUpPackets,
        int drainGroup) {
}

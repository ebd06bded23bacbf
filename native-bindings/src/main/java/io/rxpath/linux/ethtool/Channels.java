package io.rxpath.linux.ethtool;

/**
 * How many queues of each kind a device uses and may use.
 *
 * @param maxReceive receive-only queues at most
 * @param maxTransmit transmit-only queues at most
 * @param maxOther queues for other use at most
 * @param maxCombined queues for both directions at most
 * @param receive receive-only queues in use
 * @param transmit transmit-only queues in use
 * @param other queues in other use
 * @param combined queues in use for both directions
 */
public record Channels(int maxReceive, int maxTransmit, int maxOther, int maxCombined, int receive,
        int transmit, int other, int combined) {
}

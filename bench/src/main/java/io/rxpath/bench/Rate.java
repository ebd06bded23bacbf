package io.rxpath.bench;

/**
 * The highest rate at which a contender was seen to lose nothing.
 *
 * @param packetsPerSecond the rate; 0 where it lost packets at every rate
 * @param atSendersLimit whether the sender could send no faster, so that the contender may take more
 */
record Rate(double packetsPerSecond, boolean atSendersLimit) {
}

package io.rxpath.lab.truth.result;

/**
 * How far one part of the latency is off the oracle's.
 *
 * @param part steal, poll, fallback or unattributed
 * @param packets compared
 * @param p50Ns the error that half of them do not exceed
 * @param p99Ns the error that 99 of 100 do not exceed
 * @param maxNs the greatest
 */
public record PartError(String part, long packets, long p50Ns, long p99Ns, long maxNs) {
}

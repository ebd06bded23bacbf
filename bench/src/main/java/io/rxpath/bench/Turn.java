package io.rxpath.bench;

import io.rxpath.lab.send.SendResult;

/**
 * One contender's go in a round.
 *
 * @param contender its name
 * @param sent what was sent to it
 * @param reading what it measured
 */
public record Turn(String contender, SendResult sent, Reading reading) {
    /** Whether it counts: the contender was what it is named for. */
    public boolean counts() {
        return reading.notInForce().isEmpty();
    }

    /** How fast was sent, datagrams per second: less than was asked for where the sender could not keep up. */
    public double sentPerSecond() {
        return sent.sent() * 1e9 / Math.max(1, sent.lastSentNs() - sent.firstDueNs());
    }

    /** Datagrams that were sent and not received. */
    public long lost() {
        return Math.max(0, sent.sent() - reading.counts().received());
    }
}

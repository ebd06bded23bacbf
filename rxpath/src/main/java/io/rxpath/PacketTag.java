package io.rxpath;

import io.rxpath.feed.FeedVerdict;
import io.rxpath.telemetry.event.Branch;
import io.rxpath.telemetry.event.Cause;
import io.rxpath.telemetry.event.Deliverer;
import io.rxpath.telemetry.event.Evidence;
import io.rxpath.telemetry.event.LatencyParts;
import io.rxpath.telemetry.event.StampProvenance;
import io.rxpath.telemetry.event.Via;

/**
 * What the receive path says about one packet. A flyweight: valid only during the call it is handed to, on that thread;
 * copy what is to be kept. Times are CLOCK_REALTIME ns. The four parts sum to the latency exactly; three of them are
 * reckoned when they are asked for.
 */
public final class PacketTag {
    long runId;
    int worker;
    long number;
    int socket;
    int batchIndex;
    int flags;
    int napiId;
    int sourcePort;
    long ingressNs;
    long appNs;
    long latencyNs;
    long stealNs;
    long unseenNs;
    long fastHitNs;
    long regimes;
    int settingsEpoch;
    Branch branch = Branch.UNKNOWN;
    Cause cause = Cause.NO_STAMP;
    Deliverer deliverer = Deliverer.CONTESTED;
    Via via = Via.NONE;
    Evidence evidence = Evidence.NONE;
    StampProvenance provenance = StampProvenance.NONE;
    FeedVerdict feedVerdict = FeedVerdict.NOT_FRAMED;
    long feedSequence;
    int feedMessages;

    PacketTag() {
    }

    /** Sets what the packet is to its feed. */
    void feed(FeedVerdict verdict, long sequence, int messages) {
        feedVerdict = verdict;
        feedSequence = sequence;
        feedMessages = messages;
    }

    /** The run of the receiver: the first part of the packet's id, different after each start. */
    public long runId() {
        return runId;
    }

    /** The worker's index in the configuration: the second part of the packet's id. */
    public int worker() {
        return worker;
    }

    /** The packet's number in its worker, from 0: the last part of its id. */
    public long packetNumber() {
        return number;
    }

    /** The socket's index in the worker's configuration. */
    public int socket() {
        return socket;
    }

    /** Position among the packets of one receive call, from 0. */
    public int batchIndex() {
        return batchIndex;
    }

    /** Bits of {@link io.rxpath.telemetry.event.PacketFlags}. */
    public int flags() {
        return flags;
    }

    /** The NAPI that feeds the socket; 0 where it is not known or there is none. */
    public int napiId() {
        return napiId;
    }

    /** The sender's UDP port; 0 is possible; -1 where {@code source-port} is not configured. */
    public int sourcePort() {
        return sourcePort;
    }

    /** The NIC-adjacent stamp; 0 where {@link #provenance} is NONE. */
    public long ingressNs() {
        return ingressNs;
    }

    /** When the receive call that returned the packet came back. */
    public long appNs() {
        return appNs;
    }

    /** From ingress to app; 0 without a stamp. */
    public long latencyNs() {
        return latencyNs;
    }

    /** The part spent on a poll of our own, at most the fast-hit limit. */
    public long pollNs() {
        return LatencyParts.pollNs(latencyNs, stealNs, deliverer, fastHitNs);
    }

    /** The part in which the thread was off its CPU against its will. */
    public long stealNs() {
        return stealNs;
    }

    /** The part that delivery by somebody else, or late delivery, cost. */
    public long fallbackNs() {
        return LatencyParts.fallbackNs(latencyNs, stealNs, deliverer, fastHitNs);
    }

    /** The part that the evidence gives to nobody. */
    public long unattributedNs() {
        return LatencyParts.unattributedNs(latencyNs, stealNs, deliverer);
    }

    /**
     * Upper bound of the wait in the device's ring before a software stamp, which the latency does not contain; {@code
     * Long.MAX_VALUE} where nothing bounds it.
     */
    public long unseenNs() {
        return unseenNs;
    }

    /** The regimes in force, a {@link io.rxpath.telemetry.event.RegimeWord}; 0 is "not observed". */
    public long regimes() {
        return regimes;
    }

    /** The number of the settings in force; 0 is "not observed". */
    public int settingsEpoch() {
        return settingsEpoch;
    }

    /** The branch. */
    public Branch branch() {
        return branch;
    }

    /** Why this branch. */
    public Cause cause() {
        return cause;
    }

    /** Who took the packet from the device. */
    public Deliverer deliverer() {
        return deliverer;
    }

    /** On which way a softirq delivered it; NONE without the kernel witness. */
    public Via via() {
        return via;
    }

    /** What the branch rests on. */
    public Evidence evidence() {
        return evidence;
    }

    /** Where the ingress stamp comes from. */
    public StampProvenance provenance() {
        return provenance;
    }

    /**
     * What the packet is to its channel: a {@link FeedVerdict#DUPLICATE} can be dropped at once. {@link
     * FeedVerdict#NOT_FRAMED} where the socket has no framing.
     */
    public FeedVerdict feedVerdict() {
        return feedVerdict;
    }

    /**
     * The number of its first message, as the feed's header says; of the next one where it brings none; 0 where there is
     * no header.
     */
    public long feedSequence() {
        return feedSequence;
    }

    /** How many messages it brings, 1 where the feed numbers packets; 0 where it brings none or there is no header. */
    public int feedMessages() {
        return feedMessages;
    }
}

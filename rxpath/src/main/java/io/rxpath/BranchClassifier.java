package io.rxpath;

import io.rxpath.telemetry.event.Branch;
import io.rxpath.telemetry.event.Cause;
import io.rxpath.telemetry.event.Deliverer;
import io.rxpath.telemetry.event.Evidence;

/**
 * Gives a packet its branch and its steal, by the rules of docs/branch-model.md in their order. A pure
 * function of the evidence and the two limits; used by the poll thread; never allocates.
 */
final class BranchClassifier {
    private final long stealFloorNs;
    private final long fastHitNs;

    /**
     * Creates the classifier.
     *
     * @param stealFloorNs the least steal that can name a branch, ns
     * @param fastHitNs the most time of a hit that counts as polling, ns
     */
    BranchClassifier(long stealFloorNs, long fastHitNs) {
        this.stealFloorNs = stealFloorNs;
        this.fastHitNs = fastHitNs;
    }

    /** Fills the branch, its cause and evidence, and the parts of the latency into {@code tag}. */
    void classify(PacketEvidence packet, PacketTag tag) {
        tag.ingressNs = packet.ingressNs;
        tag.appNs = packet.appNs;
        tag.deliverer = packet.deliverer;
        tag.unseenNs = packet.unseenNs;
        tag.fastHitNs = fastHitNs;
        tag.via = packet.via;
        if (packet.ingressNs == PacketEvidence.NO_STAMP) {
            setUnstamped(tag);
            return;
        }
        long latencyNs = packet.appNs - packet.ingressNs;
        long stealNs = Math.min(packet.stealNs, latencyNs);
        tag.latencyNs = latencyNs;
        tag.stealNs = stealNs;

        Evidence evidence = packet.verified ? Evidence.VERIFIED : Evidence.INFERRED;
        if (stealNs >= stealFloorNs && stealNs > latencyNs - stealNs) {
            set(tag, Branch.CPU_STEAL, packet.stealCause, evidence);
        } else if (packet.deliverer == Deliverer.CONTESTED) {
            set(tag, Branch.UNKNOWN, Cause.CONTESTED, Evidence.NONE);
        } else if (packet.deliverer == Deliverer.SOFTIRQ) {
            set(tag, Branch.FALLBACK_IRQ, packet.softirqCause, evidence);
        } else if (packet.unseenNs > fastHitNs) {
            if (packet.unseenOffCpuNs > packet.unseenNs - packet.unseenOffCpuNs) {
                set(tag, Branch.CPU_STEAL, packet.unseenCause, Evidence.BOUNDED);
            } else {
                set(tag, Branch.FALLBACK_IRQ, Cause.LATE_POLL, evidence);
            }
        } else {
            set(tag, Branch.HOT_POLL, Cause.NONE, evidence);
        }
    }

    private static void setUnstamped(PacketTag tag) {
        tag.latencyNs = 0;
        tag.stealNs = 0;
        tag.deliverer = Deliverer.CONTESTED;
        set(tag, Branch.UNKNOWN, Cause.NO_STAMP, Evidence.NONE);
    }

    private static void set(PacketTag tag, Branch branch, Cause cause, Evidence evidence) {
        tag.branch = branch;
        tag.cause = cause;
        tag.evidence = evidence;
    }
}

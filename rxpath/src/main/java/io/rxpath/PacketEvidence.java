package io.rxpath;

import io.rxpath.telemetry.event.Cause;
import io.rxpath.telemetry.event.Deliverer;
import io.rxpath.telemetry.event.Via;

/** What is known of one packet before it is given a branch. Reused for every packet of a worker. */
final class PacketEvidence {
    /** No usable stamp: nothing else holds. */
    static final long NO_STAMP = 0;
    /** Nobody of ours polled before the packet was stamped, so its wait in the ring has no bound. */
    static final long UNBOUNDED_NS = Long.MAX_VALUE;

    /** NIC-adjacent stamp, CLOCK_REALTIME ns, or {@link #NO_STAMP}. */
    long ingressNs;
    /** App-visible receipt: exit of the call that returned the packet, CLOCK_REALTIME ns. */
    long appNs;
    /** Who took the packet from the device. */
    Deliverer deliverer;
    /** Whether the kernel's own records say so. */
    boolean verified;
    /** How a softirq came to run, where the records tell. */
    Via via;
    /** Where somebody else did: what our thread was doing then. */
    Cause softirqCause;
    /** The part of [ingress, app] in which the thread was off its CPU against its will, ns. */
    long stealNs;
    /** What took the largest part of it. */
    Cause stealCause;
    /** Whether a part of it was lost without a switch. */
    boolean stalled;
    /** Upper bound of the wait in the ring that the stamp cannot see, ns. */
    long unseenNs;
    /** The part of it in which the thread was off its CPU, ns. */
    long unseenOffCpuNs;
    /** What took the largest part of that. */
    Cause unseenCause;

    /** All holds of a packet stamped later, too. */
    void moveTo(long laterNs) {
        if (unseenNs != UNBOUNDED_NS) {
            unseenNs += laterNs - ingressNs;
        }
        ingressNs = laterNs;
    }

    /** Nothing is known but the receipt. */
    void reset(long receivedNs) {
        ingressNs = NO_STAMP;
        appNs = receivedNs;
        deliverer = Deliverer.CONTESTED;
        verified = false;
        via = Via.NONE;
        softirqCause = Cause.NONE;
        stealNs = 0;
        stealCause = Cause.NONE;
        stalled = false;
        unseenNs = UNBOUNDED_NS;
        unseenOffCpuNs = 0;
        unseenCause = Cause.NONE;
    }
}

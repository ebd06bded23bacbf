package io.rxpath.lab.oracle;

import io.rxpath.telemetry.event.Branch;
import io.rxpath.telemetry.event.Cause;
import io.rxpath.telemetry.event.Deliverer;
import io.rxpath.telemetry.event.Via;

/** Puts the rules together for one packet after another. */
final class PacketJudge {
    static final String NO_POLL = "no record of the poll that took it follows on its CPU";
    static final String CONTRADICTED = "the record of the poll that took it contradicts its own";
    static final String APP_BEFORE_STAMP = "its app time lies before its stamp";
    static final String SWITCH_LOST = "the trace does not show how the thread was switched meanwhile";
    static final String NEVER_POLLED = "the trace shows no earlier poll of ours, which would bound its wait";
    static final String NO_CALL = "the trace shows no call by which to tell whether busy poll was in force";

    private final Trace trace;
    private final Labels labels;
    private final CellFacts facts;
    private final ClockMap clock;
    private final FrameLog frames;
    private final StealRule steal;
    private final CauseRule causes;
    private final ViaRule ways;
    private final SpinGap spin;
    private final DelivererRule deliverers;
    private final Truth truth;

    PacketJudge(Trace trace, Labels labels, CellFacts facts, ClockMap clock, FrameLog frames, StealRule steal,
            CauseRule causes, ViaRule ways, SpinGap spin, Truth truth) {
        this.trace = trace;
        this.labels = labels;
        this.facts = facts;
        this.clock = clock;
        this.frames = frames;
        this.steal = steal;
        this.causes = causes;
        this.ways = ways;
        this.spin = spin;
        this.truth = truth;
        deliverers = new DelivererRule(trace);
    }

    void judge(int packet, int frame, boolean firstOfSocket) {
        if (!frames.pollSeen(frame)) {
            truth.refuse(packet, NO_POLL);
            return;
        }
        if (frames.contradicted(frame)) {
            truth.refuse(packet, CONTRADICTED);
            return;
        }
        boolean ours = deliverers.ours(frames.record(frame));
        boolean stamped = labels.ingressNs(packet) > 0;
        long stampNs = stamped ? clock.monotonicNs(labels.ingressNs(packet)) : 0;
        long lastPollNs = frames.lastOwnEmptyPollNs(frame);
        long unseenNs = !stamped || lastPollNs == FrameLog.NONE
                ? Truth.UNBOUNDED
                : Math.max(0, stampNs - lastPollNs);
        truth.delivered(packet, ours ? Deliverer.BUSY_POLL : Deliverer.SOFTIRQ,
                ours ? Via.NONE : ways.of(frame), unseenNs);
        if (!stamped) {
            truth.branch(packet, Branch.UNKNOWN, Cause.NO_STAMP);
            return;
        }
        long latencyNs = labels.appNs(packet) - labels.ingressNs(packet);
        if (latencyNs < 0) {
            truth.refuse(packet, APP_BEFORE_STAMP);
            return;
        }
        steal.judge(stampNs, stampNs + latencyNs, stampNs, true);
        if (steal.unknown()) {
            truth.refuse(packet, SWITCH_LOST);
            return;
        }
        long stealNs = Math.min(latencyNs, steal.totalNs());
        parts(packet, latencyNs, stealNs, ours);
        if (stealDecides(packet, latencyNs, stealNs)) {
            return;
        }
        if (ours) {
            polled(packet, frame, stampNs, unseenNs);
        } else {
            interrupted(packet, frame, stampNs, firstOfSocket);
        }
    }

    private void parts(int packet, long latencyNs, long stealNs, boolean ours) {
        long rest = latencyNs - stealNs;
        long poll = ours ? Math.min(rest, facts.fastHitNs()) : 0;
        truth.parts(packet, stealNs, steal.ofCauseNs(Cause.STALLED), poll, rest - poll);
    }

    /** Whether the packet is CPU_STEAL for its latency alone; a border where the allowed error of steal decides. */
    private boolean stealDecides(int packet, long latencyNs, long stealNs) {
        boolean dominates = dominates(stealNs, latencyNs);
        long error = AllowedError.ofNs(stealNs);
        if (dominates(stealNs + error, latencyNs) != dominates(stealNs - error, latencyNs)) {
            truth.border(packet);
        }
        // A stall has no bar: where it only tips the scales, neither has what it tips.
        if (dominates && steal.mainCause() != Cause.STALLED
                && !dominates(stealNs - steal.ofCauseNs(Cause.STALLED), latencyNs)) {
            truth.border(packet);
        }
        if (dominates) {
            truth.branch(packet, Branch.CPU_STEAL, steal.mainCause());
            causeBorderBetweenSteals(packet);
        }
        return dominates;
    }

    private boolean dominates(long stealNs, long latencyNs) {
        return stealNs >= facts.stealFloorNs() && 2 * stealNs > latencyNs;
    }

    private void polled(int packet, int frame, long stampNs, long unseenNs) {
        long waitNs = unseenNs;
        if (unseenNs == Truth.UNBOUNDED) {
            waitNs = stampNs - trace.timeNs(0);
            if (waitNs > facts.fastHitNs()) {
                truth.refuse(packet, NEVER_POLLED);
                return;
            }
        }
        if (Math.abs(waitNs - facts.fastHitNs()) <= AllowedError.SHORTEST_NS) {
            truth.border(packet);
        }
        if (waitNs <= facts.fastHitNs()) {
            if (isLateBeforeAStall(frame, stampNs)) {
                truth.border(packet);
            }
            truth.branch(packet, Branch.HOT_POLL, Cause.NONE);
            return;
        }
        steal.judge(stampNs - waitNs, stampNs, stampNs, false);
        if (steal.unknown()) {
            truth.refuse(packet, SWITCH_LOST);
            return;
        }
        long offNs = steal.totalNs();
        if (Math.abs(2 * offNs - waitNs) <= 2 * AllowedError.SHORTEST_NS) {
            truth.border(packet);
        }
        if (2 * offNs > waitNs) {
            truth.branch(packet, Branch.CPU_STEAL, steal.mainCause());
            causeBorderBetweenSteals(packet);
        } else {
            truth.branch(packet, Branch.FALLBACK_IRQ, Cause.LATE_POLL);
        }
    }

    /** Whether it would be late if the last poll had looked at the ring before a stall in its midst. */
    private boolean isLateBeforeAStall(int frame, long stampNs) {
        long lastNs = frames.lastOwnEmptyPollNs(frame);
        long beforeNs = frames.ownEmptyPollBeforeNs(frame);
        return beforeNs != FrameLog.NONE && stampNs - beforeNs > facts.fastHitNs()
                && spin.isSpin(beforeNs, lastNs);
    }

    private void interrupted(int packet, int frame, long stampNs, boolean firstOfSocket) {
        Cause cause = causes.at(stampNs, frames.device(frame), firstOfSocket);
        if (cause == null) {
            // Who delivered it is certain; whether busy poll was in force no call of the trace shows.
            truth.branch(packet, Branch.FALLBACK_IRQ, Cause.NONE);
            truth.causeBorder(packet);
            return;
        }
        truth.branch(packet, Branch.FALLBACK_IRQ, cause);
        if (causes.hangsOnClocks(packet, stampNs, cause)) {
            truth.causeBorder(packet);
        }
    }

    private void causeBorderBetweenSteals(int packet) {
        if (steal.leadNs() <= AllowedError.SHORTEST_NS) {
            truth.causeBorder(packet);
        }
    }
}

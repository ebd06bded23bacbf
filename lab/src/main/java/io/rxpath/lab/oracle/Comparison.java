package io.rxpath.lab.oracle;

import io.rxpath.telemetry.event.Branch;
import io.rxpath.telemetry.event.Cause;
import io.rxpath.telemetry.event.Deliverer;
import io.rxpath.telemetry.event.Evidence;
import io.rxpath.telemetry.event.Via;

/**
 * The labels of a cell held against the truth: what agrees, what does not, and by how much the parts are off. Cells of
 * the same kind can be pooled. One thread writes, any may read afterwards.
 *
 * <p>STALLED and SIBLING_STARVED have no independent truth: a packet where either side says so is counted apart
 * ({@link #unbarred}) and stays out of the shares and matrices, as is one whose steal dominates in the label alone, which
 * says to have counted a stall in it. What of a steal the trace shows to be a stall the label may count or not.
 */
public final class Comparison {
    private final Witnessed witnessed;
    private final ConfusionMatrix<Branch> branches = new ConfusionMatrix<>(Branch.class);
    private final ConfusionMatrix<Cause> causes = new ConfusionMatrix<>(Cause.class);
    private final ConfusionMatrix<Via> vias = new ConfusionMatrix<>(Via.class);
    private final PartErrors pollErrors = new PartErrors();
    private final PartErrors stealErrors = new PartErrors();
    private final PartErrors fallbackErrors = new PartErrors();
    private long packets;
    private long border;
    private long unjudged;
    private long unbarred;
    private long onlyClaimed;
    private long unknown;
    private long hotButNot;
    private long verified;
    private long wronglyVerified;
    private long causeBorder;
    private long caused;
    private long causedAgreeing;
    private long stealTouched;
    private long stealWithin;
    private long stalled;
    private long sumsWrong;

    /** Holds all labels against the truth. */
    public Comparison(Labels labels, Truth truth, Witnessed witnessed) {
        this(labels, truth, witnessed, 0);
    }

    /**
     * Holds labels against the truth.
     *
     * @param leadIn packets at the beginning that are left out: what went before them is not in the trace
     */
    public Comparison(Labels labels, Truth truth, Witnessed witnessed, int leadIn) {
        if (labels.size() != truth.size()) {
            throw new IllegalArgumentException("the truth is of " + truth.size() + " packets, the labels of "
                    + labels.size() + ": they are not of the same cell");
        }
        this.witnessed = witnessed;
        packets = Math.max(0, labels.size() - leadIn);
        for (int i = leadIn; i < labels.size(); i++) {
            add(labels, truth, i);
        }
    }

    /** Nothing compared yet, to pool into. */
    public Comparison(Witnessed witnessed) {
        this.witnessed = witnessed;
    }

    /** Adds what another comparison counted. */
    public void addAll(Comparison other) {
        branches.addAll(other.branches);
        causes.addAll(other.causes);
        vias.addAll(other.vias);
        pollErrors.addAll(other.pollErrors);
        stealErrors.addAll(other.stealErrors);
        fallbackErrors.addAll(other.fallbackErrors);
        packets += other.packets;
        border += other.border;
        unjudged += other.unjudged;
        unbarred += other.unbarred;
        onlyClaimed += other.onlyClaimed;
        unknown += other.unknown;
        hotButNot += other.hotButNot;
        verified += other.verified;
        wronglyVerified += other.wronglyVerified;
        causeBorder += other.causeBorder;
        caused += other.caused;
        causedAgreeing += other.causedAgreeing;
        stealTouched += other.stealTouched;
        stealWithin += other.stealWithin;
        stalled += other.stalled;
        sumsWrong += other.sumsWrong;
    }

    private void add(Labels labels, Truth truth, int i) {
        sumsWrong += sumRight(labels, i) ? 0 : 1;
        unknown += labels.branch(i) == Branch.UNKNOWN ? 1 : 0;
        if (truth.verdict(i) == Verdict.UNJUDGED) {
            unjudged++;
            return;
        }
        if (labels.evidence(i) == Evidence.VERIFIED) {
            verified++;
            wronglyVerified += labels.deliverer(i) == truth.deliverer(i) ? 0 : 1;
        }
        addParts(labels, truth, i);
        if (truth.verdict(i) == Verdict.BORDER) {
            border++;
            return;
        }
        if (labels.branch(i) == Branch.HOT_POLL && truth.branch(i) != Branch.HOT_POLL
                && truth.cause(i) != Cause.STALLED) {
            hotButNot++;
        }
        if (unproven(labels.cause(i)) || unproven(truth.cause(i)) || tippedByStall(labels, truth, i)) {
            unbarred++;
            onlyClaimed += unproven(truth.cause(i)) ? 0 : 1;
            return;
        }
        branches.add(truth.branch(i), labels.branch(i));
        if (witnessed != Witnessed.NO || labels.branch(i) != Branch.UNKNOWN) {
            addCause(labels, truth, i);
        }
    }

    private void addCause(Labels labels, Truth truth, int i) {
        if (truth.branch(i) == Branch.FALLBACK_IRQ && labels.branch(i) == Branch.FALLBACK_IRQ
                && truth.deliverer(i) == Deliverer.SOFTIRQ) {
            vias.add(truth.via(i), labels.via(i));
        }
        if (truth.causeVerdict(i) != Verdict.JUDGED) {
            causeBorder++;
            return;
        }
        causes.add(truth.cause(i), labels.cause(i));
        if (truth.cause(i) != Cause.NONE || labels.cause(i) != Cause.NONE) {
            caused++;
            causedAgreeing += truth.cause(i) == labels.cause(i) ? 1 : 0;
        }
    }

    private void addParts(Labels labels, Truth truth, int i) {
        if (labels.ingressNs(i) <= 0) {
            return;
        }
        if (labels.deliverer(i) != Deliverer.CONTESTED) {
            pollErrors.add(labels.pollNs(i), truth.pollNs(i));
            fallbackErrors.add(labels.fallbackNs(i), truth.fallbackNs(i));
        }
        stealErrors.add(labels.stealNs(i), truth.stealNs(i));
        stalled += truth.stallNs(i) > 0 ? 1 : 0;
        if (!unproven(labels.cause(i)) && !labels.stalled(i)
                && (truth.stealNs(i) > 0 || labels.stealNs(i) > 0)) {
            stealTouched++;
            stealWithin += within(labels.stealNs(i), truth.stealNs(i), truth.stallNs(i)) ? 1 : 0;
        }
    }

    /** Whether a steal is right in what the switches took; of the stalls it may count anything between none and all. */
    private static boolean within(long labelNs, long truthNs, long stallNs) {
        long switchedNs = truthNs - stallNs;
        return labelNs >= switchedNs - AllowedError.ofNs(switchedNs)
                && labelNs <= truthNs + AllowedError.ofNs(truthNs);
    }

    private static boolean sumRight(Labels labels, int i) {
        long latency = labels.ingressNs(i) > 0 ? Math.max(0, labels.appNs(i) - labels.ingressNs(i)) : 0;
        boolean negative = labels.pollNs(i) < 0 || labels.stealNs(i) < 0 || labels.fallbackNs(i) < 0
                || labels.unattributedNs(i) < 0;
        return !negative && latency == labels.pollNs(i) + labels.stealNs(i) + labels.fallbackNs(i)
                + labels.unattributedNs(i);
    }

    private static boolean unproven(Cause cause) {
        return cause == Cause.STALLED || cause == Cause.SIBLING_STARVED;
    }

    /** Whether a steal that the label says to hold a stall dominates although what the trace shows of it does not. */
    private static boolean tippedByStall(Labels labels, Truth truth, int i) {
        return labels.stalled(i) && labels.branch(i) == Branch.CPU_STEAL
                && truth.branch(i) != Branch.CPU_STEAL;
    }

    /** What the receiver could see. */
    public Witnessed witnessed() {
        return witnessed;
    }

    /** All packets. */
    public long packets() {
        return packets;
    }

    /** Branches of the judged packets; without a witness the label UNKNOWN has its column. */
    public ConfusionMatrix<Branch> branches() {
        return branches;
    }

    /** Causes of the packets whose branch and cause are judged; without a witness those labelled UNKNOWN are left out. */
    public ConfusionMatrix<Cause> causes() {
        return causes;
    }

    /** Ways of the packets that are FALLBACK_IRQ by softirq in truth and FALLBACK_IRQ in the label. */
    public ConfusionMatrix<Via> vias() {
        return vias;
    }

    /** Errors of {@code poll}, of the packets whose label names a deliverer. */
    public PartErrors pollErrors() {
        return pollErrors;
    }

    /** Errors of {@code steal}, of all packets with a stamp. */
    public PartErrors stealErrors() {
        return stealErrors;
    }

    /** Errors of {@code fallback}, of the packets whose label names a deliverer. */
    public PartErrors fallbackErrors() {
        return fallbackErrors;
    }

    /** Judged packets whose branch agrees. Without a witness, of those not labelled UNKNOWN. */
    public Share branchAgreement() {
        if (witnessed != Witnessed.NO) {
            return new Share(branches.agreeing(), branches.total());
        }
        return new Share(branches.agreeing() - branches.count(Branch.UNKNOWN, Branch.UNKNOWN),
                branches.total() - branches.ofLabel(Branch.UNKNOWN));
    }

    /** Packets with a judged cause whose cause agrees, those without any cause among them. */
    public Share causeAgreement() {
        return new Share(causes.agreeing(), causes.total());
    }

    /** As {@link #causeAgreement}, of the packets of which either side names a cause. */
    public Share causedAgreement() {
        return new Share(causedAgreeing, caused);
    }

    /** Packets of {@link #vias} whose way agrees. */
    public Share viaAgreement() {
        return new Share(vias.agreeing(), vias.total());
    }

    /** Packets labelled UNKNOWN. */
    public Share unknown() {
        return new Share(unknown, packets);
    }

    /** Packets labelled HOT_POLL that were not. */
    public Share hotButNot() {
        return new Share(hotButNot, packets);
    }

    /** Packets whose label is verified, but names the wrong deliverer, of all verified ones. */
    public Share wronglyVerified() {
        return new Share(wronglyVerified, verified);
    }

    /** Packets that the trace does not explain. */
    public Share unjudged() {
        return new Share(unjudged, packets);
    }

    /** Packets whose branch hangs on less than the allowed error. */
    public Share border() {
        return new Share(border, packets);
    }

    /** Packets whose branch is judged and whose cause hangs on the clocks. */
    public Share causeBorder() {
        return new Share(causeBorder, packets);
    }

    /** Packets that are STALLED or SIBLING_STARVED for either side. */
    public Share unbarred() {
        return new Share(unbarred, packets);
    }

    /** Of those, packets for which only the label says so. */
    public Share onlyClaimed() {
        return new Share(onlyClaimed, packets);
    }

    /**
     * Packets touched by steal whose steal is within 5 µs or 10 % of the truth, stalls with it or without; those that
     * the label calls STALLED or SIBLING_STARVED are left out.
     */
    public Share stealWithin() {
        return new Share(stealWithin, stealTouched);
    }

    /** Packets in whose latency the trace shows a stall. */
    public Share stalled() {
        return new Share(stalled, packets);
    }

    /** Packets whose label's parts do not add up to their latency, or are negative. */
    public Share sumsWrong() {
        return new Share(sumsWrong, packets);
    }
}

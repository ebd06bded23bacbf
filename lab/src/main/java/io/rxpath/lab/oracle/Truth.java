package io.rxpath.lab.oracle;

import java.util.Map;
import java.util.TreeMap;

import io.rxpath.telemetry.event.Branch;
import io.rxpath.telemetry.event.Cause;
import io.rxpath.telemetry.event.Deliverer;
import io.rxpath.telemetry.event.Via;

/**
 * What the kernel's trace says of each packet of a cell, in the order of its {@link Labels}. Of a packet that is not
 * judged only the reason means anything. Durations are nanoseconds. Any thread may read.
 */
public final class Truth {
    /** {@link #unseenNs}: our thread did not poll the device before in the trace. */
    public static final long UNBOUNDED = -1;

    private final EnumColumn<Verdict> verdicts;
    private final EnumColumn<Verdict> causeVerdicts;
    private final EnumColumn<Branch> branches;
    private final EnumColumn<Cause> causes;
    private final EnumColumn<Via> vias;
    private final EnumColumn<Deliverer> deliverers;
    private final long[] stealNs;
    private final long[] stallNs;
    private final long[] pollNs;
    private final long[] fallbackNs;
    private final long[] unseenNs;
    private final String[] reasons;

    Truth(int size) {
        verdicts = new EnumColumn<>(Verdict.class, size);
        causeVerdicts = new EnumColumn<>(Verdict.class, size);
        branches = new EnumColumn<>(Branch.class, size);
        causes = new EnumColumn<>(Cause.class, size);
        vias = new EnumColumn<>(Via.class, size);
        deliverers = new EnumColumn<>(Deliverer.class, size);
        stealNs = new long[size];
        stallNs = new long[size];
        pollNs = new long[size];
        fallbackNs = new long[size];
        unseenNs = new long[size];
        reasons = new String[size];
    }

    /** How many packets there are: as many as labels. */
    public int size() {
        return reasons.length;
    }

    /** How sure the branch of packet {@code i} is. Who delivered it is sure unless it is UNJUDGED. */
    public Verdict verdict(int i) {
        return verdicts.get(i);
    }

    /** How sure its cause is: at most as sure as its branch. */
    public Verdict causeVerdict(int i) {
        Verdict ofBranch = verdicts.get(i);
        Verdict ofCause = causeVerdicts.get(i);
        return ofCause.compareTo(ofBranch) > 0 ? ofCause : ofBranch;
    }

    /** Why it is not judged, or null. */
    public String reason(int i) {
        return reasons[i];
    }

    /** Who delivered it: BUSY_POLL or SOFTIRQ. */
    public Deliverer deliverer(int i) {
        return deliverers.get(i);
    }

    /** Its branch; UNKNOWN only where it has no stamp. */
    public Branch branch(int i) {
        return branches.get(i);
    }

    /** Its cause. */
    public Cause cause(int i) {
        return causes.get(i);
    }

    /** How it came where it was not our poll that took it; else NONE. */
    public Via via(int i) {
        return vias.get(i);
    }

    /** Part of the latency: off the CPU against its will, {@link #stallNs} with it. */
    public long stealNs(int i) {
        return stealNs[i];
    }

    /** What of the steal were interrupts without a switch. */
    public long stallNs(int i) {
        return stallNs[i];
    }

    /** Part of the latency. */
    public long pollNs(int i) {
        return pollNs[i];
    }

    /** Part of the latency. */
    public long fallbackNs(int i) {
        return fallbackNs[i];
    }

    /** From our last poll that emptied the ring to the stamp, or {@link #UNBOUNDED}. */
    public long unseenNs(int i) {
        return unseenNs[i];
    }

    /** How many packets from number {@code leadIn} on are not judged, by the reason. */
    public Map<String, Integer> unjudged(int leadIn) {
        Map<String, Integer> counts = new TreeMap<>();
        for (int i = leadIn; i < reasons.length; i++) {
            if (reasons[i] != null) {
                counts.merge(reasons[i], 1, Integer::sum);
            }
        }
        return counts;
    }

    void refuse(int i, String reason) {
        verdicts.set(i, Verdict.UNJUDGED);
        reasons[i] = reason;
    }

    void border(int i) {
        verdicts.set(i, Verdict.BORDER);
    }

    void causeBorder(int i) {
        causeVerdicts.set(i, Verdict.BORDER);
    }

    void delivered(int i, Deliverer deliverer, Via via, long unseen) {
        deliverers.set(i, deliverer);
        vias.set(i, via);
        unseenNs[i] = unseen;
    }

    void branch(int i, Branch branch, Cause cause) {
        branches.set(i, branch);
        causes.set(i, cause);
    }

    void parts(int i, long steal, long stall, long poll, long fallback) {
        stealNs[i] = steal;
        stallNs[i] = stall;
        pollNs[i] = poll;
        fallbackNs[i] = fallback;
    }
}

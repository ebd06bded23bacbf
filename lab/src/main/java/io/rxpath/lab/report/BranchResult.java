package io.rxpath.lab.report;

import java.util.Objects;

/**
 * The packets of one branch in one phase, without the warm-up.
 *
 * @param branch its name, for example {@code HOT_POLL}
 * @param packets how many
 * @param share their share of all packets of the phase, 0..1
 * @param sendToApp from the sender's clock to the clock after the receive call that returned the packet
 * @param ingressToApp from the kernel's or the device's stamp to the same moment; without the packets that have no
 *     stamp
 * @param unseen the most a packet can have waited in the ring before its software stamp; values of
 *     {@value #UNBOUNDED_NS} or more mean that nothing bounds the wait
 */
public record BranchResult(String branch, long packets, double share, LatencyHistogram sendToApp,
        LatencyHistogram ingressToApp, Percentiles unseen) {
    /** The branch of packets about which the evidence does not decide. */
    public static final String UNKNOWN = "UNKNOWN";
    /** Where the journal's record of {@code unseen} ends: no bound is known. */
    public static final long UNBOUNDED_NS = 0xffff_ffffL;

    /** Checks that nothing is null. */
    public BranchResult {
        Objects.requireNonNull(branch, "branch");
        Objects.requireNonNull(sendToApp, "sendToApp");
        Objects.requireNonNull(ingressToApp, "ingressToApp");
        Objects.requireNonNull(unseen, "unseen");
    }

    /** A branch that no packet took. */
    public static BranchResult none(String branch) {
        return new BranchResult(branch, 0, 0, LatencyHistogram.EMPTY, LatencyHistogram.EMPTY,
                Percentiles.NONE);
    }
}

package io.rxpath;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rxpath.poller.Arming;
import io.rxpath.poller.Taker;
import io.rxpath.telemetry.event.Branch;
import io.rxpath.telemetry.event.Cause;
import io.rxpath.telemetry.event.Deliverer;
import io.rxpath.telemetry.event.Evidence;
import io.rxpath.telemetry.event.Via;
import org.junit.jupiter.api.Test;

/** The kernel's own records say who took the packet. */
class WitnessedEvidenceTest extends HandMadeHistory {
    @Test
    void theKernelsRecordsDecideWhereTheCallDoesNot() {
        long call = call(T, T + 30 * US, T - 5 * US, PLAIN);
        classify(T + 20 * US, call, Taker.SELF);
        assertEquals(Deliverer.BUSY_POLL, tag.deliverer());
        assertEquals(Evidence.VERIFIED, tag.evidence());
        classify(T + 20 * US, call, Taker.REMOTE);
        assertBranch(Branch.FALLBACK_IRQ, Cause.AWAY, Deliverer.SOFTIRQ);
        assertEquals(Via.REMOTE, tag.via());
        assertEquals(Evidence.VERIFIED, tag.evidence());
        classify(T + 20 * US, call, Taker.OTHER);
        assertEquals(Via.NONE, tag.via());
    }

    @Test
    void theKernelsRecordsOverruleWhatTheCallSuggests() {
        classify(T + 100 * US, call(T, T + 104 * US, T + 100 * US, PLAIN), Taker.REMOTE);
        assertBranch(Branch.FALLBACK_IRQ, Cause.RACED, Deliverer.SOFTIRQ);
    }

    @Test
    void packetsOfFewAPollBoundTheNextOnesWait() {
        call(T - 60 * US, T - 50 * US, T - 55 * US, PLAIN);
        long call = windows.begin(T, Arming.ARMED, PLAIN, false);
        windows.end(T + 200 * US, true, T - 5 * US, true, 0, false, false); // found a queue: it has not polled
        classify(T + 100 * US, call, Taker.SELF);
        assertEquals(150 * US, tag.unseenNs(), "since the call before it");
        classify(T + 130 * US, call, Taker.SELF);
        assertEquals(30 * US, tag.unseenNs(), "since the packet before it");
        for (int i = 0; i < 8; i++) {
            classify(T + 131 * US + i * 100, call, Taker.SELF);
            assertEquals(tag.ingressNs() - (T + 100 * US), tag.unseenNs(), 31 * US, "packet " + i);
        }
        classify(T + 180 * US, call, Taker.SELF);
        assertTrue(tag.unseenNs() > 70 * US,
                "a poll that took its whole budget may have left some: " + tag.unseenNs());
    }

    @Test
    void aPollThatUsedItsBudgetUpHasNotEmptiedTheRing() {
        call(T - 20 * US, T - 10 * US, T - 15 * US, DEFERRED);
        long call = call(T, T + 200 * US, T + 1 * US, DEFERRED);
        for (int i = 0; i < 8; i++) {
            classify(T + 1 * US + i * 100, call, Taker.SELF);
        }
        classify(T + 100 * US, call, Taker.SELF);
        assertEquals(110 * US, tag.unseenNs(), "since before the poll that took eight");
        assertBranch(Branch.FALLBACK_IRQ, Cause.LATE_POLL, Deliverer.BUSY_POLL);
        classify(T + 150 * US, call, Taker.SELF);
        assertEquals(50 * US, tag.unseenNs(), "the poll that took one emptied it");
    }
}

package io.rxpath;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rxpath.config.BusyPollConfig;
import io.rxpath.poller.Arming;
import io.rxpath.poller.EngineKind;
import io.rxpath.telemetry.event.Branch;
import io.rxpath.telemetry.event.Cause;
import io.rxpath.telemetry.event.Deliverer;
import org.junit.jupiter.api.Test;

/** What a call proves with the deferral of interrupts in force, and how little without it. */
class DeferralEvidenceTest extends HandMadeHistory {
    @Test
    void withoutDeferralTheStartOfACallIsContested() {
        classify(T + 14 * US, call(T, T + 18 * US, T + 14 * US, PLAIN));
        assertBranch(Branch.UNKNOWN, Cause.CONTESTED, Deliverer.CONTESTED);
        assertEquals(4 * US, tag.unattributedNs());
    }

    @Test
    void withoutDeferralTheEndOfTheWindowIsContested() {
        long stamp = T + WINDOW_NS - 1 * US;
        classify(stamp, call(T, stamp + 4 * US, stamp, PLAIN));
        assertBranch(Branch.UNKNOWN, Cause.CONTESTED, Deliverer.CONTESTED);
    }

    @Test
    void withoutDeferralOnlyThePacketsOfTheHarvestingPollAreHits() {
        long call = call(T, T + 110 * US, T + 100 * US, PLAIN);
        classify(T + 101 * US, call);
        assertBranch(Branch.HOT_POLL, Cause.NONE, Deliverer.BUSY_POLL);
        classify(T + 102 * US, call);
        assertBranch(Branch.UNKNOWN, Cause.CONTESTED, Deliverer.CONTESTED);
    }

    @Test
    void aCallThatFoundAQueueProvesNothingWithoutDeferral() {
        long call = call(T, T + 30 * US, T - 5 * US, PLAIN);
        classify(T + 20 * US, call);
        assertBranch(Branch.UNKNOWN, Cause.CONTESTED, Deliverer.CONTESTED);
    }

    @Test
    void withoutThePreferenceDeferralProvesNothing() {
        reader = readerOf(EngineKind.BLOCKING, WINDOW_NS, new BusyPollConfig(400, false, 0));
        call(T - 20 * US, T - 10 * US, T - 15 * US, DEFERRED);
        classify(T + 1 * US, call(T, T + 5 * US, T + 1 * US, DEFERRED));
        assertBranch(Branch.UNKNOWN, Cause.CONTESTED, Deliverer.CONTESTED);
    }

    @Test
    void underDeferralAShortPauseLeavesThePacketsToUs() {
        call(T - 60 * US, T - 50 * US, T - 55 * US, DEFERRED);
        classify(T + 1 * US, call(T, T + 5 * US, T + 1 * US, DEFERRED));
        assertBranch(Branch.FALLBACK_IRQ, Cause.LATE_POLL, Deliverer.BUSY_POLL);
        assertEquals(51 * US, tag.unseenNs(), "it may have waited in the ring since our last poll");
    }

    @Test
    void underDeferralABriefPauseIsHot() {
        call(T - 20 * US, T - 10 * US, T - 15 * US, DEFERRED);
        classify(T + 1 * US, call(T, T + 5 * US, T + 1 * US, DEFERRED));
        assertBranch(Branch.HOT_POLL, Cause.NONE, Deliverer.BUSY_POLL);
        assertEquals(11 * US, tag.unseenNs());
    }

    @Test
    void underDeferralALapseIsContestedUntilTheSpinHasSettled() {
        call(T - 400 * US, T - 300 * US, T - 350 * US, DEFERRED);
        classify(T + 10 * US, call(T, T + 30 * US, T + 10 * US, DEFERRED));
        assertBranch(Branch.UNKNOWN, Cause.CONTESTED, Deliverer.CONTESTED);
        classify(T + 420 * US, call(T + 400 * US, T + 425 * US, T + 420 * US, DEFERRED));
        assertBranch(Branch.HOT_POLL, Cause.NONE, Deliverer.BUSY_POLL);
    }

    @Test
    void underDeferralALongBurstStaysOursWhileItsPacketsFollowEachOther() {
        call(T - 60 * US, T - 50 * US, T - 55 * US, DEFERRED);
        for (int i = 0; i < 10; i++) {
            long enter = T + i * 100 * US;
            long call = windows.begin(enter, Arming.ARMED, DEFERRED, false);
            windows.end(enter + 90 * US, true, enter - 5 * US, true, 0, false, false); // full, and it found a queue
            classify(enter + 50 * US, call);
            assertEquals(Deliverer.BUSY_POLL, tag.deliverer(), "call " + i);
        }
        assertEquals(100 * US, tag.unseenNs(),
                "each packet, alone in its poll, shows that it emptied the ring");
        assertBranch(Branch.FALLBACK_IRQ, Cause.LATE_POLL, Deliverer.BUSY_POLL);
    }
}

package io.rxpath;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rxpath.poller.Arming;
import io.rxpath.poller.EngineKind;
import io.rxpath.poller.NapiView;
import io.rxpath.poller.PollWindows;
import io.rxpath.telemetry.event.Branch;
import io.rxpath.telemetry.event.Cause;
import io.rxpath.telemetry.event.Deliverer;
import org.junit.jupiter.api.Test;

/** What the calls alone say of a packet: who owned the NAPI at its stamp. */
class EvidenceReaderTest extends HandMadeHistory {
    @Test
    void noStampIsUnknown() {
        classify(0, call(T, T + 100 * US, 0, PLAIN));
        assertBranch(Branch.UNKNOWN, Cause.NO_STAMP, Deliverer.CONTESTED);
        assertEquals(0, tag.latencyNs());
    }

    @Test
    void aStampFromTheFutureIsNoStamp() {
        classify(T + 101 * US, call(T, T + 100 * US, 0, PLAIN));
        assertBranch(Branch.UNKNOWN, Cause.NO_STAMP, Deliverer.CONTESTED);
    }

    @Test
    void anUndisturbedSpinProvesAHit() {
        classify(T + 100 * US, call(T, T + 104 * US, T + 100 * US, PLAIN));
        assertBranch(Branch.HOT_POLL, Cause.NONE, Deliverer.BUSY_POLL);
        assertEquals(4 * US, tag.pollNs());
    }

    @Test
    void betweenTwoCallsSomebodyElseDelivered() {
        call(T - 100 * US, T - 50 * US, T - 60 * US, DEFERRED);
        classify(T - 20 * US, call(T, T + 10 * US, T - 20 * US, DEFERRED));
        assertBranch(Branch.FALLBACK_IRQ, Cause.AWAY, Deliverer.SOFTIRQ);
        assertEquals(30 * US, tag.fallbackNs());
        assertEquals(30 * US, tag.unseenNs());
    }

    @Test
    void betweenTwoCallsPreemptionAndAMissingNapiComeBeforeBeingAway() {
        call(T - 100 * US, T - 50 * US, T - 60 * US, DEFERRED);
        intervals.add(T - 40 * US, T - 25 * US, true, 0, 0);
        long call = call(T, T + 10 * US, T - 30 * US, DEFERRED);
        classify(T - 30 * US, call);
        assertBranch(Branch.FALLBACK_IRQ, Cause.PREEMPTED, Deliverer.SOFTIRQ);
        classify(T - 150 * US, call);
        assertBranch(Branch.FALLBACK_IRQ, Cause.NOT_ARMED, Deliverer.SOFTIRQ);
        call(T + 100 * US, T + 110 * US, T + 105 * US, NapiView.UNKNOWN, Arming.NOT_ARMED);
        classify(T + 115 * US, call(T + 120 * US, T + 130 * US, T + 115 * US, PLAIN));
        assertBranch(Branch.FALLBACK_IRQ, Cause.NOT_ARMED, Deliverer.SOFTIRQ);
    }

    @Test
    void aPacketReturnedByACallWithAnUntimedSwitchIsContested() {
        call(T, T + 104 * US, T + 100 * US, PLAIN);
        long returning = windows.begin(T + 110 * US, Arming.ARMED, PLAIN, false);
        windows.end(T + 400 * US, true, T + 101 * US, false, 0, true, false);
        classify(T + 101 * US, returning);
        assertBranch(Branch.UNKNOWN, Cause.CONTESTED, Deliverer.CONTESTED);
    }

    @Test
    void aPacketIsJudgedByTheCallThatStampedIt() {
        long stamping = call(T, T + 104 * US, T + 100 * US, PLAIN);
        long returning = call(T + 110 * US, T + 120 * US, T + 101 * US, PLAIN);
        classify(T + 101 * US, returning);
        assertBranch(Branch.HOT_POLL, Cause.NONE, Deliverer.BUSY_POLL);
        assertEquals(returning - 1, stamping);
        assertEquals(19 * US, tag.latencyNs());
    }

    @Test
    void notArmedAndInterruptModeAreToldApart() {
        classify(T + 50 * US, call(T, T + 60 * US, T + 50 * US, NapiView.UNKNOWN, Arming.NOT_ARMED));
        assertBranch(Branch.FALLBACK_IRQ, Cause.NOT_ARMED, Deliverer.SOFTIRQ);
        reader = readerOf(EngineKind.INTERRUPT, 0, PREFERRED);
        classify(T + 50 * US, windows.calls() - 1);
        assertBranch(Branch.FALLBACK_IRQ, Cause.IRQ_MODE, Deliverer.SOFTIRQ);
    }

    @Test
    void anUncheckedNapiOrAnUntimedSwitchDecidesNothing() {
        classify(T + 100 * US, call(T, T + 104 * US, T + 100 * US, PLAIN, Arming.UNCHECKED));
        assertBranch(Branch.UNKNOWN, Cause.CONTESTED, Deliverer.CONTESTED);
        long call = windows.begin(T + 200 * US, Arming.ARMED, PLAIN, false);
        windows.end(T + 304 * US, true, T + 300 * US, false, 0, true, false);
        classify(T + 300 * US, call);
        assertBranch(Branch.UNKNOWN, Cause.CONTESTED, Deliverer.CONTESTED);
    }

    @Test
    void aForgottenCallDecidesNothing() {
        long last = 0;
        for (int i = 0; i <= PollWindows.KEPT; i++) {
            last = call(T + i * 10 * US, T + (i * 10 + 5) * US, 0, DEFERRED);
        }
        classify(T + 2 * US, last);
        assertBranch(Branch.UNKNOWN, Cause.CONTESTED, Deliverer.CONTESTED);
    }

    @Test
    void aCallOnAnotherNapiTakesNoneOfOurs() {
        NapiView other = new NapiView(NAPI + 1, Arming.ARMED, 100, 200 * US);
        call(T - 20 * US, T - 1 * US, T - 2 * US, DEFERRED);
        long call = call(T, T + 104 * US, T + 100 * US, other);
        classify(T + 100 * US, call);
        assertBranch(Branch.FALLBACK_IRQ, Cause.RACED, Deliverer.SOFTIRQ);
    }

    @Test
    void aDrainIsNoPoll() {
        call(T - 20 * US, T - 1 * US, T - 2 * US, PLAIN);
        long call = windows.begin(T, Arming.NOT_ARMED, PLAIN, false);
        windows.end(T + 30 * US, false, T - 5 * US, false, 0, false, false);
        classify(T + 20 * US, call);
        assertBranch(Branch.FALLBACK_IRQ, Cause.AWAY, Deliverer.SOFTIRQ);
    }

    @Test
    void anEpollWaitForAnotherNapiIsNotArmedForThisOne() {
        reader = readerOf(EngineKind.EPOLL, WINDOW_NS, PREFERRED);
        NapiView other = new NapiView(NAPI + 1, Arming.ARMED, 100, 200 * US);
        call(T - 20 * US, T - 1 * US, T - 2 * US, DEFERRED);
        classify(T + 100 * US, call(T, T + 104 * US, T + 100 * US, other));
        assertBranch(Branch.FALLBACK_IRQ, Cause.NOT_ARMED, Deliverer.SOFTIRQ);
    }
}

package io.rxpath;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rxpath.poller.EngineKind;
import io.rxpath.poller.Arming;
import io.rxpath.telemetry.event.Branch;
import io.rxpath.telemetry.event.Cause;
import io.rxpath.telemetry.event.Deliverer;
import org.junit.jupiter.api.Test;

/** The thread sleeps: after its window, in a call that cannot poll, or in the handler. */
class SleepEvidenceTest extends HandMadeHistory {
    @Test
    void asleepAfterTheWindowIsFallbackAndItsWakeUpIsNotSteal() {
        long asleep = T + WINDOW_NS;
        intervals.add(asleep, asleep + 100 * US, false, 0, 0);
        intervals.setQueuedNs(0, 22 * US);
        classify(asleep + 55 * US, call(T, asleep + 110 * US, asleep + 55 * US, PLAIN));
        assertBranch(Branch.FALLBACK_IRQ, Cause.WINDOW_EXPIRED, Deliverer.SOFTIRQ);
        assertEquals(22 * US, tag.stealNs(), "only the wait for the CPU");
        assertEquals(33 * US, tag.fallbackNs());
        assertEquals(55 * US, tag.unseenNs());
    }

    @Test
    void wakingUpTakesSomeTimeOnAnIdleCpuToo() {
        long asleep = T + WINDOW_NS;
        intervals.add(asleep, asleep + 100 * US, false, 0, 0);
        intervals.setQueuedNs(0, 19 * US);
        classify(asleep + 90 * US, call(T, asleep + 110 * US, asleep + 90 * US, PLAIN));
        assertEquals(0, tag.stealNs());
    }

    @Test
    void whoLooksBeforeAStampedPacketIsQueuedWaitsForIt() {
        long enter = T;
        intervals.add(enter + 2 * US, enter + 40 * US, false, 0, 0);
        classify(enter - 3 * US, call(enter, enter + 45 * US, enter - 3 * US, PLAIN));
        assertEquals(0, tag.stealNs(), "had the packet been there, the call would have returned it");
    }

    @Test
    void aWokenThreadThatWaitsForItsCpuIsCpuSteal() {
        long asleep = T + WINDOW_NS;
        intervals.add(asleep, asleep + 3_000 * US, false, 0, 0);
        intervals.setQueuedNs(0, 2_900 * US);
        classify(asleep + 90 * US, call(T, asleep + 3_010 * US, asleep + 90 * US, PLAIN));
        assertBranch(Branch.CPU_STEAL, Cause.PREEMPTED, Deliverer.SOFTIRQ);
    }

    @Test
    void asleepBeforeTheWindowsEndInAnUncheckedCallWasNotArmed() {
        intervals.add(T + 5 * US, T + 90 * US, false, 0, 0);
        classify(T + 85 * US, call(T, T + 95 * US, T + 85 * US, PLAIN, Arming.UNCHECKED));
        assertBranch(Branch.FALLBACK_IRQ, Cause.NOT_ARMED, Deliverer.SOFTIRQ);
    }

    @Test
    void aSleepThatTimedOutIsFollowedByAnotherSpin() {
        long asleep = T + WINDOW_NS;
        intervals.add(asleep, asleep + 10_000 * US, false, 0, 0);
        long stamp = asleep + 10_100 * US;
        long call = call(T, stamp + 4 * US, stamp, DEFERRED);
        classify(stamp, call);
        assertBranch(Branch.HOT_POLL, Cause.NONE, Deliverer.BUSY_POLL);
        classify(asleep + 10_005 * US, call);
        assertEquals(Deliverer.CONTESTED, tag.deliverer(), "not yet settled");
    }

    @Test
    void afterAWakeUpByAPacketNothingIsProven() {
        long asleep = T + WINDOW_NS;
        intervals.add(asleep, asleep + 100 * US, false, 0, 0);
        classify(asleep + 120 * US, call(T, asleep + 130 * US, asleep + 95 * US, DEFERRED));
        assertBranch(Branch.UNKNOWN, Cause.CONTESTED, Deliverer.CONTESTED);
    }

    @Test
    void aSleepAtOnceIsThatOfASocketWhichCannotPoll() {
        intervals.add(T + 3 * US, T + 104 * US, false, 0, 0);
        long call = call(T, T + 110 * US, T + 100 * US, PLAIN);
        classify(T + 100 * US, call);
        assertBranch(Branch.FALLBACK_IRQ, Cause.NOT_ARMED, Deliverer.SOFTIRQ);
        assertEquals(0, tag.stealNs(), "it waited for the packet");
    }

    @Test
    void aSleepAfterTheCallHasItsPacketWaitsForNone() {
        intervals.add(T + 5 * US, T + 105 * US, false, 0, 0);
        long call = call(T, T + 106 * US, T - 20 * US, PLAIN);
        classify(T - 20 * US, call);
        assertBranch(Branch.CPU_STEAL, Cause.STOPPED, Deliverer.SOFTIRQ);
        assertEquals(100 * US, tag.stealNs());
    }

    @Test
    void theHandlersOwnSleepIsNeverSteal() {
        long before = call(T - 100 * US, T - 90 * US, T - 95 * US, PLAIN);
        windows.handled(before, T - 9 * US);
        intervals.add(T - 80 * US, T - 10 * US, false, 0, 0);
        classify(T - 60 * US, call(T, T + 10 * US, T - 60 * US, PLAIN));
        assertBranch(Branch.FALLBACK_IRQ, Cause.AWAY, Deliverer.SOFTIRQ);
        assertEquals(0, tag.stealNs());
    }

    @Test
    void aSleepThatBeginsBeforeThePacketIsQueuedWaitsForIt() {
        reader = readerOf(EngineKind.INTERRUPT, 0, PREFERRED);
        long call = call(T - 100 * US, T + 60 * US, T, PLAIN, Arming.NOT_ARMED);
        intervals.add(T + 3 * US, T + 50 * US, false, 0, 0);
        classify(T, call);
        assertEquals(0, tag.stealNs());
        intervals.setQueuedNs(0, 40 * US);
        classify(T, call);
        assertEquals(40 * US, tag.stealNs());
        assertEquals(Cause.PREEMPTED, tag.cause());
    }
}

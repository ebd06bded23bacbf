package io.rxpath;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rxpath.poller.Arming;
import io.rxpath.telemetry.event.Branch;
import io.rxpath.telemetry.event.Cause;
import io.rxpath.telemetry.event.Deliverer;
import io.rxpath.telemetry.event.Evidence;
import org.junit.jupiter.api.Test;

/** The thread loses its CPU against its will: preempted, stopped, stalled, or paused by the JVM. */
class StealEvidenceTest extends HandMadeHistory {
    @Test
    void preemptedAtTheStampAndForMostOfTheLatencyIsCpuSteal() {
        intervals.add(T + 100 * US, T + 3_100 * US, true, 0, 0);
        classify(T + 200 * US, call(T, T + 3_110 * US, T + 200 * US, DEFERRED));
        assertBranch(Branch.CPU_STEAL, Cause.PREEMPTED, Deliverer.SOFTIRQ);
        assertEquals(2_900 * US, tag.stealNs());
        assertEquals(10 * US, tag.fallbackNs());
        assertEquals(100 * US, tag.unseenNs());
    }

    @Test
    void comingBackOnAnotherCpuIsAMigration() {
        intervals.add(T + 100 * US, T + 200 * US, true, 0, 1);
        classify(T + 110 * US, call(T, T + 205 * US, T + 110 * US, DEFERRED));
        assertBranch(Branch.CPU_STEAL, Cause.MIGRATED, Deliverer.SOFTIRQ);
    }

    @Test
    void aShortPreemptionDoesNotNameTheBranch() {
        intervals.add(T + 101 * US, T + 112 * US, true, 0, 0);
        classify(T + 100 * US, call(T, T + 116 * US, T + 100 * US, PLAIN));
        assertBranch(Branch.HOT_POLL, Cause.NONE, Deliverer.BUSY_POLL);
        assertEquals(11 * US, tag.stealNs());
        assertEquals(5 * US, tag.pollNs());
    }

    @Test
    void afterAPreemptedSpinTheWaitInTheRingIsBoundedSteal() {
        call(T - 20 * US, T - 1 * US, T - 5 * US, DEFERRED);
        intervals.add(T + 10 * US, T + 160 * US, true, 0, 0);
        classify(T + 161 * US, call(T, T + 165 * US, T + 161 * US, DEFERRED));
        assertBranch(Branch.CPU_STEAL, Cause.PREEMPTED, Deliverer.BUSY_POLL);
        assertEquals(Evidence.BOUNDED, tag.evidence());
        assertEquals(151 * US, tag.unseenNs());
    }

    @Test
    void stoppedInsideTheWindowIsSteal() {
        intervals.add(T + 50 * US, T + 500 * US, false, 0, 0);
        classify(T + 100 * US, call(T, T + 505 * US, T + 100 * US, PLAIN));
        assertBranch(Branch.CPU_STEAL, Cause.STOPPED, Deliverer.SOFTIRQ);
        assertEquals(400 * US, tag.stealNs());
    }

    @Test
    void anotherOnesLoopMaySleepAsItLikes() {
        call(T - 100 * US, T - 90 * US, T - 95 * US, PLAIN);
        intervals.add(T - 89 * US, T - 1 * US, false, 0, 0);
        long call = call(T, T + 3 * US, T - 80 * US, PLAIN);
        classify(T - 80 * US, call);
        assertBranch(Branch.CPU_STEAL, Cause.STOPPED, Deliverer.SOFTIRQ);
        reader.ownsLoop(false);
        classify(T - 80 * US, call);
        assertBranch(Branch.FALLBACK_IRQ, Cause.STOPPED, Deliverer.SOFTIRQ);
    }

    @Test
    void aStallIsStealWithoutASwitch() {
        thread.stalls().add(T + 102 * US, T + 202 * US, false, 0, 0);
        long call = call(T, T + 203 * US, T + 100 * US, PLAIN);
        classify(T + 100 * US, call);
        assertBranch(Branch.CPU_STEAL, Cause.STALLED, Deliverer.BUSY_POLL);
        assertEquals(100 * US, tag.stealNs());
    }

    @Test
    void aPauseOfTheJvmAfterTheStampIsItsSteal() {
        intervals.add(T + 102 * US, T + 400 * US, false, 0, 0);
        long call = windows.begin(T, Arming.ARMED, PLAIN, false);
        windows.end(T + 402 * US, true, T + 100 * US, false, 0, false, true);
        classify(T + 100 * US, call);
        assertBranch(Branch.CPU_STEAL, Cause.JVM_PAUSE, Deliverer.BUSY_POLL);
        assertEquals(298 * US, tag.stealNs());
    }

    @Test
    void aPauseBetweenCallsIsStealButTheHandlersSleepIsNot() {
        long before = call(T - 100 * US, T - 90 * US, T - 95 * US, PLAIN);
        intervals.add(T - 89 * US, T - 1 * US, false, 0, 0);
        long call = windows.begin(T, Arming.ARMED, PLAIN, true);
        windows.end(T + 3 * US, true, T - 80 * US, false, 0, false, false);
        classify(T - 80 * US, call);
        assertBranch(Branch.CPU_STEAL, Cause.JVM_PAUSE, Deliverer.SOFTIRQ);
        assertEquals(79 * US, tag.stealNs());
        assertTrue(before < call);
        reader.ownsLoop(false);
        classify(T - 80 * US, call);
        assertEquals(Cause.JVM_PAUSE, tag.cause(), "whoever owns the loop");
    }

    @Test
    void aPauseOnTheWayOutOfAnEmptyCallIsTheJvms() {
        long out = T + 3 * WINDOW_NS;
        intervals.add(out, out + 300 * US, false, 0, 0);
        long empty = windows.begin(T, Arming.ARMED, PLAIN, false);
        windows.end(out + 301 * US, true, 0, false, 0, false, true);
        assertEquals(0, empty);
        long call = call(out + 302 * US, out + 304 * US, out + 100 * US, PLAIN);
        classify(out + 100 * US, call);
        assertBranch(Branch.CPU_STEAL, Cause.JVM_PAUSE, Deliverer.SOFTIRQ);
        assertEquals(200 * US, tag.stealNs());
    }
}

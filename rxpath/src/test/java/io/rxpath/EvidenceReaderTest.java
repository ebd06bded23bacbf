package io.rxpath;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;

import io.rxpath.config.BusyPollConfig;
import io.rxpath.poller.Arming;
import io.rxpath.poller.EngineKind;
import io.rxpath.poller.NapiView;
import io.rxpath.poller.OffCpuIntervals;
import io.rxpath.poller.PollWindows;
import io.rxpath.poller.Taker;
import io.rxpath.poller.ThreadRecord;
import io.rxpath.telemetry.event.Branch;
import io.rxpath.telemetry.event.Cause;
import io.rxpath.telemetry.event.Deliverer;
import io.rxpath.telemetry.event.Evidence;
import io.rxpath.telemetry.event.Via;
import org.junit.jupiter.api.Test;

/** The rules of the branch model over hand-made calls and switches; times in ns from an arbitrary start. */
class EvidenceReaderTest {
    private static final long US = 1_000;
    private static final long T = 1_000_000 * US;
    private static final long WINDOW_NS = 400 * 1_024;
    private static final BusyPollConfig PREFERRED = new BusyPollConfig(400, true, 0);
    private static final int NAPI = 8_193;
    private static final NapiView PLAIN = new NapiView(NAPI, Arming.ARMED, 0, 0);
    private static final NapiView DEFERRED = new NapiView(NAPI, Arming.ARMED, 100, 200 * US);

    private final ThreadRecord thread = ThreadRecord.create();
    private final PollWindows windows = thread.windows();
    private final OffCpuIntervals intervals = thread.intervals();
    private final PacketEvidence evidence = new PacketEvidence();
    private final PacketTag tag = new PacketTag();
    private final BranchClassifier classifier = new BranchClassifier(20 * US, 50 * US);
    private EvidenceReader reader = new EvidenceReader(thread, EngineKind.BLOCKING, WINDOW_NS, PREFERRED);

    private long call(long enterNs, long exitNs, long firstNs, NapiView napi) {
        return call(enterNs, exitNs, firstNs, napi, napi.arming());
    }

    private long call(long enterNs, long exitNs, long firstNs, NapiView napi, Arming arming) {
        long call = windows.begin(enterNs, arming, napi, false);
        windows.end(exitNs, true, firstNs, false, 0, false, false);
        return call;
    }

    private void classify(long stampNs, long call) {
        reader.read(stampNs, call, NAPI, false, Taker.UNKNOWN, 0, evidence);
        classifier.classify(evidence, tag);
        assertEquals(tag.latencyNs(), tag.pollNs() + tag.stealNs() + tag.fallbackNs() + tag.unattributedNs());
    }

    private void assertBranch(Branch branch, Cause cause, Deliverer deliverer) {
        assertEquals(branch + " " + cause + " " + deliverer,
                tag.branch() + " " + tag.cause() + " " + tag.deliverer());
    }

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
        intervals.add(T - 40 * US, T - 25 * US, true, false);
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
    void preemptedAtTheStampAndForMostOfTheLatencyIsCpuSteal() {
        intervals.add(T + 100 * US, T + 3_100 * US, true, false);
        classify(T + 200 * US, call(T, T + 3_110 * US, T + 200 * US, DEFERRED));
        assertBranch(Branch.CPU_STEAL, Cause.PREEMPTED, Deliverer.SOFTIRQ);
        assertEquals(2_900 * US, tag.stealNs());
        assertEquals(10 * US, tag.fallbackNs());
        assertEquals(100 * US, tag.unseenNs());
    }

    @Test
    void comingBackOnAnotherCpuIsAMigration() {
        intervals.add(T + 100 * US, T + 200 * US, true, true);
        classify(T + 110 * US, call(T, T + 205 * US, T + 110 * US, DEFERRED));
        assertBranch(Branch.CPU_STEAL, Cause.MIGRATED, Deliverer.SOFTIRQ);
    }

    @Test
    void aShortPreemptionDoesNotNameTheBranch() {
        intervals.add(T + 101 * US, T + 112 * US, true, false);
        classify(T + 100 * US, call(T, T + 116 * US, T + 100 * US, PLAIN));
        assertBranch(Branch.HOT_POLL, Cause.NONE, Deliverer.BUSY_POLL);
        assertEquals(11 * US, tag.stealNs());
        assertEquals(5 * US, tag.pollNs());
    }

    @Test
    void asleepAfterTheWindowIsFallbackAndItsWakeUpIsNotSteal() {
        long asleep = T + WINDOW_NS;
        intervals.add(asleep, asleep + 100 * US, false, false);
        intervals.setQueuedNs(0, 3 * US);
        classify(asleep + 90 * US, call(T, asleep + 110 * US, asleep + 90 * US, PLAIN));
        assertBranch(Branch.FALLBACK_IRQ, Cause.WINDOW_EXPIRED, Deliverer.SOFTIRQ);
        assertEquals(3 * US, tag.stealNs(), "only the wait for the CPU");
        assertEquals(17 * US, tag.fallbackNs());
        assertEquals(90 * US, tag.unseenNs());
    }

    @Test
    void aWokenThreadThatWaitsForItsCpuIsCpuSteal() {
        long asleep = T + WINDOW_NS;
        intervals.add(asleep, asleep + 3_000 * US, false, false);
        intervals.setQueuedNs(0, 2_900 * US);
        classify(asleep + 90 * US, call(T, asleep + 3_010 * US, asleep + 90 * US, PLAIN));
        assertBranch(Branch.CPU_STEAL, Cause.PREEMPTED, Deliverer.SOFTIRQ);
    }

    @Test
    void asleepBeforeTheWindowsEndInAnUncheckedCallWasNotArmed() {
        intervals.add(T + 5 * US, T + 90 * US, false, false);
        classify(T + 85 * US, call(T, T + 95 * US, T + 85 * US, PLAIN, Arming.UNCHECKED));
        assertBranch(Branch.FALLBACK_IRQ, Cause.NOT_ARMED, Deliverer.SOFTIRQ);
    }

    @Test
    void aSleepThatTimedOutIsFollowedByAnotherSpin() {
        long asleep = T + WINDOW_NS;
        intervals.add(asleep, asleep + 10_000 * US, false, false);
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
        intervals.add(asleep, asleep + 100 * US, false, false);
        classify(asleep + 120 * US, call(T, asleep + 130 * US, asleep + 95 * US, DEFERRED));
        assertBranch(Branch.UNKNOWN, Cause.CONTESTED, Deliverer.CONTESTED);
    }

    @Test
    void stoppedInsideTheWindowIsSteal() {
        intervals.add(T + 50 * US, T + 500 * US, false, false);
        classify(T + 100 * US, call(T, T + 505 * US, T + 100 * US, PLAIN));
        assertBranch(Branch.CPU_STEAL, Cause.STOPPED, Deliverer.SOFTIRQ);
        assertEquals(400 * US, tag.stealNs());
    }

    @Test
    void theHandlersOwnSleepIsNeverSteal() {
        long before = call(T - 100 * US, T - 90 * US, T - 95 * US, PLAIN);
        windows.handled(before, T - 9 * US);
        intervals.add(T - 80 * US, T - 10 * US, false, false);
        classify(T - 60 * US, call(T, T + 10 * US, T - 60 * US, PLAIN));
        assertBranch(Branch.FALLBACK_IRQ, Cause.AWAY, Deliverer.SOFTIRQ);
        assertEquals(0, tag.stealNs());
    }

    @Test
    void afterAPreemptedSpinTheWaitInTheRingIsBoundedSteal() {
        call(T - 20 * US, T - 1 * US, T - 5 * US, DEFERRED);
        intervals.add(T + 10 * US, T + 160 * US, true, false);
        classify(T + 161 * US, call(T, T + 165 * US, T + 161 * US, DEFERRED));
        assertBranch(Branch.CPU_STEAL, Cause.PREEMPTED, Deliverer.BUSY_POLL);
        assertEquals(Evidence.BOUNDED, tag.evidence());
        assertEquals(151 * US, tag.unseenNs());
    }

    @Test
    void notArmedAndInterruptModeAreToldApart() {
        classify(T + 50 * US, call(T, T + 60 * US, T + 50 * US, NapiView.UNKNOWN, Arming.NOT_ARMED));
        assertBranch(Branch.FALLBACK_IRQ, Cause.NOT_ARMED, Deliverer.SOFTIRQ);
        reader = new EvidenceReader(thread, EngineKind.INTERRUPT, 0, PREFERRED);
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

    private void classify(long stampNs, long call, Taker taker) {
        reader.read(stampNs, call, NAPI, false, taker, 0, evidence);
        classifier.classify(evidence, tag);
    }

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
    void aSleepAtOnceIsThatOfASocketWhichCannotPoll() {
        intervals.add(T + 3 * US, T + 104 * US, false, false);
        long call = call(T, T + 110 * US, T + 100 * US, PLAIN);
        classify(T + 100 * US, call);
        assertBranch(Branch.FALLBACK_IRQ, Cause.NOT_ARMED, Deliverer.SOFTIRQ);
        assertEquals(0, tag.stealNs(), "it waited for the packet");
    }

    @Test
    void aPauseOfTheJvmAfterTheStampIsItsSteal() {
        intervals.add(T + 102 * US, T + 400 * US, false, false);
        long call = windows.begin(T, Arming.ARMED, PLAIN, false);
        windows.end(T + 402 * US, true, T + 100 * US, false, 0, false, true);
        classify(T + 100 * US, call);
        assertBranch(Branch.CPU_STEAL, Cause.JVM_PAUSE, Deliverer.BUSY_POLL);
        assertEquals(298 * US, tag.stealNs());
    }

    @Test
    void aPauseBetweenCallsIsStealButTheHandlersSleepIsNot() {
        long before = call(T - 100 * US, T - 90 * US, T - 95 * US, PLAIN);
        intervals.add(T - 89 * US, T - 1 * US, false, false);
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
    void anotherOnesLoopMaySleepAsItLikes() {
        call(T - 100 * US, T - 90 * US, T - 95 * US, PLAIN);
        intervals.add(T - 89 * US, T - 1 * US, false, false);
        long call = call(T, T + 3 * US, T - 80 * US, PLAIN);
        classify(T - 80 * US, call);
        assertBranch(Branch.CPU_STEAL, Cause.STOPPED, Deliverer.SOFTIRQ);
        reader.ownsLoop(false);
        classify(T - 80 * US, call);
        assertBranch(Branch.FALLBACK_IRQ, Cause.STOPPED, Deliverer.SOFTIRQ);
    }

    @Test
    void aStallIsStealWithoutASwitch() {
        thread.stalls().add(T + 102 * US, T + 202 * US, false, false);
        long call = call(T, T + 203 * US, T + 100 * US, PLAIN);
        classify(T + 100 * US, call);
        assertBranch(Branch.CPU_STEAL, Cause.STALLED, Deliverer.BUSY_POLL);
        assertEquals(100 * US, tag.stealNs());
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
    void withoutThePreferenceDeferralProvesNothing() {
        reader = new EvidenceReader(thread, EngineKind.BLOCKING, WINDOW_NS,
                new BusyPollConfig(400, false, 0));
        call(T - 20 * US, T - 10 * US, T - 15 * US, DEFERRED);
        classify(T + 1 * US, call(T, T + 5 * US, T + 1 * US, DEFERRED));
        assertBranch(Branch.UNKNOWN, Cause.CONTESTED, Deliverer.CONTESTED);
    }

    @Test
    void aPauseOnTheWayOutOfAnEmptyCallIsTheJvms() {
        long out = T + 3 * WINDOW_NS;
        intervals.add(out, out + 300 * US, false, false);
        long empty = windows.begin(T, Arming.ARMED, PLAIN, false);
        windows.end(out + 301 * US, true, 0, false, 0, false, true);
        assertEquals(0, empty);
        long call = call(out + 302 * US, out + 304 * US, out + 100 * US, PLAIN);
        classify(out + 100 * US, call);
        assertBranch(Branch.CPU_STEAL, Cause.JVM_PAUSE, Deliverer.SOFTIRQ);
        assertEquals(200 * US, tag.stealNs());
    }

    @Test
    void aSleepAfterTheCallHasItsPacketWaitsForNone() {
        intervals.add(T + 5 * US, T + 105 * US, false, false);
        long call = call(T, T + 106 * US, T - 20 * US, PLAIN);
        classify(T - 20 * US, call);
        assertBranch(Branch.CPU_STEAL, Cause.STOPPED, Deliverer.SOFTIRQ);
        assertEquals(100 * US, tag.stealNs());
    }

    @Test
    void anEpollWaitForAnotherNapiIsNotArmedForThisOne() {
        reader = new EvidenceReader(thread, EngineKind.EPOLL, WINDOW_NS, PREFERRED);
        NapiView other = new NapiView(NAPI + 1, Arming.ARMED, 100, 200 * US);
        call(T - 20 * US, T - 1 * US, T - 2 * US, DEFERRED);
        classify(T + 100 * US, call(T, T + 104 * US, T + 100 * US, other));
        assertBranch(Branch.FALLBACK_IRQ, Cause.NOT_ARMED, Deliverer.SOFTIRQ);
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

    /** Whatever happened, the parts sum to the latency and a packet is hot only on the CPU, inside an armed call. */
    @Test
    void holdsOverRandomHistories() {
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ThreadRecord record = ThreadRecord.create();
            PollWindows calls = record.windows();
            OffCpuIntervals off = record.intervals();
            EngineKind engine = random.nextBoolean() ? EngineKind.BLOCKING : EngineKind.SPINNING;
            EvidenceReader random1 = new EvidenceReader(record, engine, WINDOW_NS, PREFERRED);
            long now = T;
            for (int i = 0; i < 200; i++) {
                now += random.nextLong(1, 300 * US);
                NapiView napi = random.nextBoolean() ? PLAIN : DEFERRED;
                Arming arming = Arming.values()[random.nextInt(3)];
                long enter = now;
                long call = calls.begin(enter, arming, napi, random.nextInt(10) == 0);
                long at = enter;
                for (int k = random.nextInt(3); k > 0; k--) {
                    long out = at + random.nextLong(1, 200 * US);
                    at = out + random.nextLong(0, 400 * US);
                    off.add(out, at, random.nextBoolean(), random.nextInt(5) == 0);
                    off.setQueuedNs(off.count() - 1, random.nextLong(0, 500 * US));
                }
                long exit = at + random.nextLong(1, 500 * US);
                long first = random.nextInt(5) == 0 ? 0 : exit - random.nextLong(0, 800 * US);
                calls.end(exit, random.nextInt(10) != 0, first, random.nextInt(8) == 0, 0,
                        random.nextInt(10) == 0, random.nextInt(10) == 0);
                if (random.nextInt(20) == 0) {
                    record.stalls().add(exit - 30 * US, exit, false, false);
                }
                for (int p = 0; p < 4; p++) {
                    long stamp = exit - random.nextLong(-10, 900 * US);
                    Taker taker = random.nextInt(4) == 0
                            ? Taker.values()[random.nextInt(Taker.values().length)]
                            : Taker.UNKNOWN;
                    random1.read(stamp, call, NAPI, random.nextInt(20) == 0, taker, 0, evidence);
                    classifier.classify(evidence, tag);
                    check(seed, stamp, taker, calls, off);
                }
                now = exit;
            }
        }
    }

    private void check(long seed, long stamp, Taker taker, PollWindows calls, OffCpuIntervals off) {
        String where = "seed " + seed + ", stamp " + stamp;
        assertEquals(tag.latencyNs(), tag.pollNs() + tag.stealNs() + tag.fallbackNs() + tag.unattributedNs(),
                where);
        assertTrue(
                tag.pollNs() >= 0 && tag.stealNs() >= 0 && tag.fallbackNs() >= 0 && tag.unattributedNs() >= 0,
                where);
        assertTrue(tag.unseenNs() >= 0, where);
        if (taker != Taker.UNKNOWN && tag.cause() != Cause.NO_STAMP) {
            assertEquals(taker == Taker.SELF ? Deliverer.BUSY_POLL : Deliverer.SOFTIRQ, tag.deliverer(),
                    where);
        } else if (tag.branch() == Branch.HOT_POLL) {
            long call = calls.newestEnteredBy(stamp);
            assertTrue(call >= 0 && stamp <= calls.exitNs(call), where);
            assertEquals(Arming.ARMED, calls.arming(call), where);
            assertEquals(-1, off.find(stamp), where);
            assertTrue(tag.unseenNs() <= 50 * US, where);
        }
        if (tag.branch() == Branch.CPU_STEAL && tag.evidence() != Evidence.BOUNDED) {
            assertTrue(tag.stealNs() >= 20 * US && 2 * tag.stealNs() > tag.latencyNs(), where);
        }
    }

    private void assertCauseBetween(Cause cause, long gapNs) {
        reader = new EvidenceReader(thread, EngineKind.SPINNING, WINDOW_NS, PREFERRED);
        call(T - 10 * US, T - 9 * US, 0, PLAIN);
        call(T, T + US, 0, PLAIN);
        long call = call(T + US + gapNs, T + 4 * US + gapNs, T + 2 * US, PLAIN);
        reader.read(T + 2 * US, call, NAPI, false, Taker.REMOTE, 0, evidence);
        assertEquals(cause, evidence.softirqCause);
    }

    @Test
    void theTurnFromAnEmptyCallToTheNextIsPolling() {
        assertCauseBetween(Cause.RACED, 3 * US);
    }

    @Test
    void aThreadThatIsLongBackFromAnEmptyCallIsAway() {
        assertCauseBetween(Cause.AWAY, 4 * US);
    }

    @Test
    void theCauseIsWhatTookMostAltogether() {
        long call = call(T - 100 * US, T + 500 * US, T - 110 * US, PLAIN);
        intervals.add(T + 10 * US, T + 110 * US, true, true);
        intervals.add(T + 120 * US, T + 190 * US, true, false);
        intervals.add(T + 200 * US, T + 270 * US, true, false);
        classify(T, call);
        assertEquals(240 * US, tag.stealNs());
        assertEquals(Cause.PREEMPTED, evidence.stealCause);
    }

    @Test
    void whoWasHeldAndComesBackElsewhereWasHeld() {
        long call = call(T - 100 * US, T + 500 * US, T - 110 * US, PLAIN);
        intervals.add(T + 10 * US, T + 410 * US, false, true);
        classify(T, call);
        assertEquals(Branch.CPU_STEAL, tag.branch());
        assertEquals(Cause.STOPPED, tag.cause());
    }

    @Test
    void aPauseRightAfterTheClockWasReadIsSeenWithWhatWasBefore() {
        call(T - 400 * US, T - 300 * US, 0, PLAIN);
        long paused = windows.begin(T, Arming.ARMED, PLAIN, true);
        windows.end(T + 500 * US, true, T - 10 * US, false, 0, false, false);
        intervals.add(T + 1, T + 490 * US, false, false);
        classify(T - 10 * US, paused);
        assertEquals(Cause.JVM_PAUSE, tag.cause());
    }

    @Test
    void aCallThatNeverWaitsSleepsOnlyWhereItIsHeld() {
        reader = new EvidenceReader(thread, EngineKind.SPINNING, WINDOW_NS, PREFERRED);
        long held = call(T, T + 2_000 * US, 0, PLAIN);
        intervals.add(T + WINDOW_NS + 50 * US, T + 1_990 * US, false, false);
        long call = call(T + 2_001 * US, T + 2_003 * US, T + 1_000 * US, PLAIN);
        reader.read(T + 1_000 * US, call, NAPI, false, Taker.REMOTE, 0, evidence);
        assertEquals(990 * US, evidence.stealNs);
        assertEquals(Cause.STOPPED, evidence.stealCause);
        assertEquals(Cause.STOPPED, evidence.softirqCause);
        assertEquals(held + 1, call);
    }

    private Cause causeInCall(EngineKind engine, long firstNs, long outNs, long inNs, long stampNs) {
        reader = new EvidenceReader(thread, engine, WINDOW_NS, PREFERRED);
        call(T - 10 * US, T - 5 * US, T - 7 * US, PLAIN);
        call(T, T + 2_000 * US, firstNs, PLAIN);
        intervals.add(outNs, inNs, false, false);
        long call = call(T + 2_001 * US, T + 2_003 * US, stampNs, PLAIN);
        reader.read(stampNs, call, NAPI, false, Taker.REMOTE, 0, evidence);
        return evidence.softirqCause;
    }

    @Test
    void aSleepThatAPacketEndsHasWaited() {
        assertEquals(Cause.WINDOW_EXPIRED, causeInCall(EngineKind.BLOCKING, T + 900 * US, T + WINDOW_NS + US,
                T + 1_900 * US, T + 901 * US));
    }

    @Test
    void whoSleepsWithHisPacketsInHandIsStopped() {
        assertEquals(Cause.STOPPED, causeInCall(EngineKind.BLOCKING, T + WINDOW_NS, T + WINDOW_NS + 10 * US,
                T + 1_900 * US, T + 901 * US));
    }
}

package io.rxpath;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rxpath.poller.Arming;
import io.rxpath.poller.Delivery;
import io.rxpath.poller.EngineKind;
import io.rxpath.poller.Taker;
import io.rxpath.telemetry.event.Branch;
import io.rxpath.telemetry.event.Cause;
import org.junit.jupiter.api.Test;

/** What the thread was doing when somebody else delivered, and what chiefly kept it off its CPU. */
class CauseEvidenceTest extends HandMadeHistory {
    private static final Delivery REMOTE = Delivery.of(Taker.REMOTE, 0, 0);

    private void assertCauseBetween(Cause cause, long gapNs) {
        reader = readerOf(EngineKind.SPINNING, WINDOW_NS, PREFERRED);
        call(T - 10 * US, T - 9 * US, 0, PLAIN);
        call(T, T + US, 0, PLAIN);
        long call = call(T + US + gapNs, T + 4 * US + gapNs, T + 2 * US, PLAIN);
        reader.read(T + 2 * US, call, NAPI, false, REMOTE, evidence);
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
        intervals.add(T + 10 * US, T + 110 * US, true, 0, 1);
        intervals.add(T + 120 * US, T + 190 * US, true, 0, 0);
        intervals.add(T + 200 * US, T + 270 * US, true, 0, 0);
        classify(T, call);
        assertEquals(240 * US, tag.stealNs());
        assertEquals(Cause.PREEMPTED, evidence.stealCause);
    }

    @Test
    void whoWasHeldAndComesBackElsewhereWasHeld() {
        long call = call(T - 100 * US, T + 500 * US, T - 110 * US, PLAIN);
        intervals.add(T + 10 * US, T + 410 * US, false, 0, 1);
        classify(T, call);
        assertEquals(Branch.CPU_STEAL, tag.branch());
        assertEquals(Cause.STOPPED, tag.cause());
    }

    @Test
    void aPauseRightAfterTheClockWasReadIsSeenWithWhatWasBefore() {
        call(T - 400 * US, T - 300 * US, 0, PLAIN);
        long paused = windows.begin(T, Arming.ARMED, PLAIN, true);
        windows.end(T + 500 * US, true, T - 10 * US, false, 0, false, false);
        intervals.add(T + 1, T + 490 * US, false, 0, 0);
        classify(T - 10 * US, paused);
        assertEquals(Cause.JVM_PAUSE, tag.cause());
    }

    @Test
    void aCallThatNeverWaitsSleepsOnlyWhereItIsHeld() {
        reader = readerOf(EngineKind.SPINNING, WINDOW_NS, PREFERRED);
        long held = call(T, T + 2_000 * US, 0, PLAIN);
        intervals.add(T + WINDOW_NS + 50 * US, T + 1_990 * US, false, 0, 0);
        long call = call(T + 2_001 * US, T + 2_003 * US, T + 1_000 * US, PLAIN);
        reader.read(T + 1_000 * US, call, NAPI, false, REMOTE, evidence);
        assertEquals(990 * US, evidence.stealNs);
        assertEquals(Cause.STOPPED, evidence.stealCause);
        assertEquals(Cause.STOPPED, evidence.softirqCause);
        assertEquals(held + 1, call);
    }

    private Cause causeInCall(EngineKind engine, long firstNs, long outNs, long inNs, long stampNs) {
        reader = readerOf(engine, WINDOW_NS, PREFERRED);
        call(T - 10 * US, T - 5 * US, T - 7 * US, PLAIN);
        call(T, T + 2_000 * US, firstNs, PLAIN);
        intervals.add(outNs, inNs, false, 0, 0);
        long call = call(T + 2_001 * US, T + 2_003 * US, stampNs, PLAIN);
        reader.read(stampNs, call, NAPI, false, REMOTE, evidence);
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

    private Cause causeSoonAfterEntering(EngineKind engine, long beforeFirstNs, long stampAfterNs) {
        reader = readerOf(engine, WINDOW_NS, PREFERRED);
        call(T - 10 * US, T - 2 * US, beforeFirstNs, PLAIN);
        long call = call(T, T + 10 * US, T + stampAfterNs, PLAIN);
        reader.read(T + stampAfterNs, call, NAPI, false, REMOTE, evidence);
        return evidence.softirqCause;
    }

    @Test
    void whatIsStampedBeforeACallLooksWaitsForIt() {
        assertEquals(Cause.AWAY, causeSoonAfterEntering(EngineKind.BLOCKING, T - 5 * US, 1_900));
        assertEquals(Cause.RACED, causeSoonAfterEntering(EngineKind.BLOCKING, T - 5 * US, 2_100));
        assertEquals(Cause.RACED, causeSoonAfterEntering(EngineKind.SPINNING, 0, 1_900),
                "it had just polled");
    }
}

package io.rxpath.lab.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import io.rxpath.lab.oracle.Story.Packet;
import io.rxpath.telemetry.event.Branch;
import io.rxpath.telemetry.event.Cause;
import io.rxpath.telemetry.event.Deliverer;
import io.rxpath.telemetry.event.Via;
import org.junit.jupiter.api.Test;

/** The rules where they are least obvious, one small story each. */
class RulesTest extends ToldStory {
    @Test
    void aSpinningThreadThatPollsButLosesIsRaced() {
        spinTurns(0, 20, 2);
        Packet packet = story.deliver(story.now - 30, Via.REMOTE, 0);
        story.recv(0).got(packet);
        assertCause(Cause.RACED);
    }

    @Test
    void aSpinningThreadThatNeverPollsIsNotArmed() {
        story.recv(0).got(story.deliver(story.now + 1_000, Via.REMOTE, 0)).pass(9_000);
        spinTurns(0, 20, 0);
        Packet packet = story.deliver(story.now + 2_000, Via.REMOTE, 0);
        spinTurns(0, 20, 0);
        story.recv(0).got(packet);
        assertCause(Cause.NOT_ARMED);
    }

    @Test
    void aTurnWithoutAPollBesideASoftirqProvesNothing() {
        spinTurns(0, 20, 2);
        Packet packet = story.deliver(story.now + 2_500, Via.REMOTE, 0);
        spinTurns(0, 1, 0, 3_000);
        story.recv(0).got(packet);
        assertCause(Cause.RACED);
    }

    @Test
    void aTurnWithoutAPollAfterOwnPollsProvesNothing() {
        spinTurns(0, 20, 2);
        spinTurns(0, 20, 0); // the softirq is raised, and what keeps it from running is not shown
        Packet packet = story.deliver(story.now + 2_500, Via.REMOTE, 0);
        spinTurns(0, 1, 0, 3_000);
        story.recv(0).got(packet);
        assertCause(Cause.RACED);
    }

    @Test
    void aTurnWithoutAPollRightBeforeASoftirqProvesNothing() {
        spinTurns(0, 20, 2);
        Packet first = story.deliver(story.now + 2_500, Via.REMOTE, 0);
        spinTurns(0, 1, 0, 3_000);
        story.recv(0).got(first).pass(2_000);
        spinTurns(0, 2, 0);
        Packet packet = story.deliver(story.now + 2_500, Via.REMOTE, 0);
        spinTurns(0, 1, 0, 3_000);
        story.recv(0).got(packet);
        assertCause(Cause.RACED);
    }

    @Test
    void aSleepOfACallThatTheTraceDoesNotSeeBeginProvesNothing() {
        Story late = new Story(5, "veth0").noise(0).pass(2_000);
        late.out(1).pass(20_000).wake().pass(1_000).in(0).exit(SystemCalls.EPOLL_WAIT, 0);
        late.pass(2_000).enter(SystemCalls.EPOLL_WAIT, EPOLL);
        Packet packet = late.deliver(late.now + 2_000, Via.REMOTE, 0);
        packet.number = 7;
        late.pass(3_000).exit(SystemCalls.EPOLL_WAIT, 1).recv(0).got(packet.is(Branch.UNKNOWN, Cause.NONE));
        packet.number = 7;
        Trace trace = late.build();
        Truth truth = new TruthOracle().judge(trace, late.labels(trace), late.facts());
        assertEquals(Verdict.BORDER, truth.causeVerdict(0));
    }

    @Test
    void aSleepRightAfterTheKernelsWindowHasWaited() {
        story.recv(0).spin(0, 2);
        long begun = story.now;
        while (story.now - begun < Story.WINDOW_NS * 1024 / 1000) {
            story.pass(400).poll(0);
        }
        story.out(1).pass(20_000);
        Packet packet = story.deliver(story.now, Via.REMOTE, 0);
        story.pass(5_000).wake().pass(1_000).in(0).got(packet);
        assertCause(Cause.WINDOW_EXPIRED);
    }

    @Test
    void ofTwoDevicesEachIsJudgedByItsOwnCalls() {
        story.recv(1).got(story.deliver(story.now + 1_000, Via.REMOTE, 1)).pass(9_000);
        for (int i = 0; i < 20; i++) {
            spinTurns(0, 1, 2);
            spinTurns(1, 1, 0);
        }
        Packet ofPolled = story.deliver(story.now, Via.REMOTE, 0);
        Packet ofOther = story.deliver(story.now + 3_000, Via.REMOTE, 1);
        story.pass(5_000).recv(0).got(ofPolled).recv(1).got(ofOther);
        Truth truth = judge();
        assertEquals(Cause.NOT_ARMED, truth.cause(truth.size() - 1));
        assertTrue(truth.cause(truth.size() - 2) != Cause.NOT_ARMED);
    }

    @Test
    void theDrainIsAway() {
        story.recv(0).spin(0, 3);
        Packet[] first = story.take(0, 2);
        story.got(first[0].is(Branch.HOT_POLL, Cause.NONE)).recv(0).pass(5_000);
        Packet packet = story.deliver(story.now, Via.REMOTE, 0);
        story.pass(5_000).got(first[1].is(Branch.HOT_POLL, Cause.NONE)).recv(0).got(packet);
        assertCause(Cause.AWAY);
    }

    @Test
    void epollIsArmedUntilItsWindowExpiresAndThenForgets() {
        story.enter(SystemCalls.EPOLL_WAIT, EPOLL).spin(0, 2).spinOut(0).out(1).pass(30_000);
        Packet expired = story.deliver(story.now, Via.REMOTE, 0);
        story.pass(5_000).wake().pass(1_000).in(0).exit(SystemCalls.EPOLL_WAIT, 1).recv(0).got(expired);
        story.enter(SystemCalls.EPOLL_WAIT, EPOLL).pass(500).out(1).pass(30_000);
        Packet forgotten = story.deliver(story.now, Via.REMOTE, 0);
        story.pass(5_000).wake().pass(1_000).in(0).exit(SystemCalls.EPOLL_WAIT, 1).recv(0).got(forgotten);
        // A receive call after epoll polls nothing, and says nothing.
        story.recv(0).exit(SystemCalls.RECVMMSG, EAGAIN);
        story.enter(SystemCalls.EPOLL_PWAIT2, EPOLL).spin(0, 9);
        Packet raced = story.deliver(story.pass(5_000).now, Via.REMOTE, 0);
        story.pass(5_000).exit(SystemCalls.EPOLL_PWAIT2, 1).recv(0).got(raced);
        Truth truth = judge();
        assertEquals(List.of(Cause.WINDOW_EXPIRED, Cause.NOT_ARMED, Cause.RACED),
                List.of(truth.cause(2), truth.cause(3), truth.cause(4)));
    }

    /** An epoll that cannot poll gets a packet, and another one while the handler runs. */
    private void reportedBetweenWaits() {
        story.enter(SystemCalls.EPOLL_WAIT, EPOLL).pass(500).out(1).pass(30_000);
        Packet forgotten = story.deliver(story.now, Via.REMOTE, 0);
        story.pass(5_000).wake().pass(1_000).in(0).exit(SystemCalls.EPOLL_WAIT, 1).recv(0).got(forgotten);
        assertCause(Cause.NOT_ARMED);
        Packet inHandler = story.deliver(story.pass(5_000).now, Via.REMOTE, 0);
        story.pass(5_000).enter(SystemCalls.EPOLL_WAIT, EPOLL).exit(SystemCalls.EPOLL_WAIT, 1);
        story.recv(0).got(inHandler);
    }

    @Test
    void whatAnEpollReportsTeachesItToPollAgain() {
        reportedBetweenWaits();
        story.enter(SystemCalls.EPOLL_WAIT, EPOLL).spin(0, 9).exit(SystemCalls.EPOLL_WAIT, 0);
        assertCause(Cause.AWAY);
    }

    @Test
    void anEpollThatStillCannotPollHasNotBeenTaught() {
        reportedBetweenWaits();
        story.enter(SystemCalls.EPOLL_WAIT, EPOLL).pass(500).out(1).pass(30_000).wake().in(0)
                .exit(SystemCalls.EPOLL_WAIT, 0);
        assertCause(Cause.NOT_ARMED);
    }

    @Test
    void epollPollsOneDeviceOnly() {
        story.enter(SystemCalls.EPOLL_WAIT, EPOLL).spin(0, 9);
        Packet packet = story.deliver(story.pass(5_000).now, Via.REMOTE, 1);
        story.pass(5_000).exit(SystemCalls.EPOLL_WAIT, 1).recv(1).got(packet);
        assertCause(Cause.NOT_ARMED);
        story.enter(SystemCalls.EPOLL_WAIT, EPOLL).spin(0, 9).spinOut(0).out(1).pass(9_000);
        Packet woken = story.deliver(story.now, Via.REMOTE, 1);
        story.pass(5_000).wake().in(0).exit(SystemCalls.EPOLL_WAIT, 1).recv(1).got(woken);
        assertCause(Cause.NOT_ARMED);
    }

    @Test
    void withoutBusyPollEverythingIsTheBaseline() {
        story.recv(0).out(1).pass(50_000);
        Packet packet = story.deliver(story.now, Via.REMOTE, 0);
        story.pass(2_000).wake().pass(1_000).in(0).got(packet);
        CellFacts baseline = new CellFacts(false, 0, 20_000, 50_000, story.devices, false, false);
        assertEquals(Cause.IRQ_MODE, judge(baseline).cause(2));
    }

    @Test
    void aSocketsFirstPacketIsNotArmedOnlyWhereTheCellHasTheVeryFirst() {
        Story fresh = new Story(4, "veth0");
        fresh.recv(0).spin(0, 9);
        Packet packet = fresh.deliver(fresh.pass(5_000).now, Via.REMOTE, 0);
        fresh.pass(5_000).got(packet);
        packet.is(Branch.UNKNOWN, Cause.NONE);
        Trace trace = fresh.build();
        assertEquals(Cause.NOT_ARMED,
                new TruthOracle().judge(trace, fresh.labels(trace), fresh.facts()).cause(0));
        packet.number = 7;
        assertEquals(Cause.RACED,
                new TruthOracle().judge(trace, fresh.labels(trace), fresh.facts()).cause(0));
    }

    @Test
    void aPollThatContradictsItsPacketIsNotJudged() {
        story.recv(0).spin(0, 3);
        Packet packet = story.deliver(story.now, Via.REMOTE, 0);
        story.pass(3_000);
        // The same once more, but the poll has the budget of a thread.
        Trace.Builder trace = story.trace;
        trace.add(TraceEvent.GRO_RECEIVE, story.now, 1, Story.SENDER, Story.SOFTIRQ, 77, 101 + 1 + 28,
                FrameLog.IPV4, 0);
        trace.add(TraceEvent.NAPI_POLL, story.now + 100, 1, Story.SENDER, Story.SOFTIRQ, 7, 1, 8, 0);
        Packet second = new Packet();
        second.sequence = packet.sequence + 1;
        second.length = packet.length + 1;
        second.stampNs = story.now + 200;
        story.pass(3_000).got(packet, second.is(Branch.UNKNOWN, Cause.NONE));
        Truth truth = judge();
        assertEquals(Verdict.JUDGED, truth.verdict(2));
        assertEquals(PacketJudge.CONTRADICTED, truth.reason(3));
    }

    @Test
    void aPacketWithoutItsPollIsNotJudged() {
        story.recv(0).spin(0, 3);
        Packet packet = new Packet();
        packet.sequence = 1;
        packet.length = 101;
        packet.stampNs = story.now + 200;
        story.trace.add(TraceEvent.GRO_RECEIVE, story.now, 0, Story.TID, Story.OURS, 77, 129, FrameLog.IPV4,
                0);
        story.pass(3_000).got(packet);
        assertEquals(PacketJudge.NO_POLL, judge().reason(2));
    }

    @Test
    void stealNearAThresholdIsBorder() {
        assertEquals(Verdict.BORDER, preemptedFor(17_000, 1_000).verdict(2));
        assertEquals(Verdict.BORDER, preemptedFor(23_000, 1_000).verdict(3));
        assertEquals(Verdict.JUDGED, preemptedFor(26_000, 1_000).verdict(4));
        assertEquals(Verdict.JUDGED, preemptedFor(13_000, 1_000).verdict(5));
        assertEquals(Verdict.BORDER, preemptedFor(100_000, 95_000).verdict(6), "near half");
        assertEquals(Verdict.JUDGED, preemptedFor(100_000, 70_000).verdict(7));
        assertEquals(Verdict.JUDGED, preemptedFor(20_000, 500_000).verdict(8), "far from half");
    }

    @Test
    void unseenNearTheFastHitIsBorder() {
        assertEquals(Verdict.BORDER, unpolledFor(46_500).verdict(2));
        assertEquals(Branch.HOT_POLL, unpolledFor(40_000).branch(3));
        assertEquals(Branch.FALLBACK_IRQ, unpolledFor(60_000).branch(4));
        assertEquals(Verdict.JUDGED, last().verdict(4));
    }

    private Truth tookAfterAStall(boolean inHandler) {
        story.recv(0).spin(0, 3);
        if (inHandler) {
            Packet[] first = story.take(0, 1);
            story.got(first).pass(80_000).recv(0);
        } else {
            story.pass(80_000);
        }
        story.poll(0);
        story.got(story.take(0, 1));
        return judge();
    }

    @Test
    void whetherAPollLookedBeforeAStallInItsMidstNobodyKnows() {
        Truth truth = tookAfterAStall(false);
        assertEquals(Verdict.BORDER, truth.verdict(truth.size() - 1));
    }

    @Test
    void afterTheHandlerAPollIsOfAfterIt() {
        Truth truth = tookAfterAStall(true);
        assertEquals(Verdict.JUDGED, truth.verdict(truth.size() - 1));
        assertEquals(Branch.HOT_POLL, truth.branch(truth.size() - 1));
    }

    @Test
    void aFullPollDoesNotEmptyTheRing() {
        story.recv(0).spin(0, 3);
        Packet[] first = story.take(0, Story.BUDGET);
        for (Packet packet : first) {
            packet.is(Branch.HOT_POLL, Cause.NONE);
        }
        story.pass(70_000);
        Packet[] second = story.take(0, 1);
        story.got(first).recv(0).got(second);
        Truth truth = judge();
        assertEquals(Cause.LATE_POLL, truth.cause(truth.size() - 1));
        assertTrue(truth.unseenNs(truth.size() - 1) > 70_000);
    }

    @Test
    void aStampBesideASwitchHasABorderCause() {
        story.recv(0).spin(0, 9).pass(9_000);
        Packet packet = story.deliver(story.now - 2_000, Via.REMOTE, 0);
        story.out(0x100).pass(12_000).in(0).got(packet);
        Truth truth = judge();
        assertEquals(Cause.RACED, truth.cause(2));
        assertEquals(Verdict.JUDGED, truth.verdict(2));
        assertEquals(Verdict.BORDER, truth.causeVerdict(2));
    }

    @Test
    void aStampInTheMidstOfASwitchBackHasABorderCause() {
        story.recv(0).spin(0, 9).pass(9_000).out(0x100).pass(5_000);
        story.event(TraceEvent.SWITCH_IN, story.now, 0, Story.RIVAL, 0, 0, 0, Story.RIVAL, Trace.NO_DEVICE);
        Packet packet = story.deliver(story.now + 4_000, Via.REMOTE, 0);
        story.event(TraceEvent.PERF_SWITCH_IN, story.now + 8_000, 0, Story.TID, 0, 0, 0, 0, Trace.NO_DEVICE);
        story.pass(9_000).got(packet);
        Truth truth = judge();
        assertEquals(Verdict.JUDGED, truth.verdict(2));
        assertEquals(Verdict.BORDER, truth.causeVerdict(2));
        assertEquals(0, truth.stealNs(2));
    }

    @Test
    void aSecondPollOfTheTimersSoftirqIsTheTimersToo() {
        story.recv(0).spin(0, 9).pass(5_000);
        long t = story.now;
        Packet first = story.deliver(t, Via.TIMER, 0);
        Packet second = new Packet();
        second.sequence = first.sequence + 1;
        second.length = first.length + 1;
        second.stampNs = t + 900;
        story.trace.add(TraceEvent.GRO_RECEIVE, t + 500, 1, Story.SENDER, Story.SOFTIRQ, 77,
                second.length + 28, FrameLog.IPV4, 0);
        story.trace.add(TraceEvent.NAPI_POLL, t + 700, 1, Story.SENDER, Story.SOFTIRQ, 7, 1, 64, 0);
        story.pass(5_000).got(first, second.is(Branch.UNKNOWN, Cause.NONE));
        Truth truth = judge();
        assertEquals(List.of(Via.TIMER, Via.TIMER), List.of(truth.via(2), truth.via(3)));
    }

    @Test
    void aSwitchWhoseEndIsLostLeavesThePacketUnjudged() {
        story.recv(0).spin(0, 9).out(0x100).pass(9_000);
        Packet packet = story.deliver(story.now, Via.REMOTE, 0);
        story.pass(9_000).got(packet);
        assertEquals(PacketJudge.SWITCH_LOST, judge().reason(2));
    }

    @Test
    void aStallThatOnlyTipsTheScalesIsBorder() {
        story.recv(0).spin(0, 9).out(0x100).pass(9_000);
        Packet packet = story.deliver(story.now, Via.REMOTE, 0);
        story.pass(40_000).in(0).pass(1_000);
        story.event(TraceEvent.VECTOR_ENTRY, story.now, 0, Story.TID, Trace.HARDIRQ, 0, 1, 0,
                Trace.NO_DEVICE);
        story.pass(30_000);
        story.event(TraceEvent.VECTOR_EXIT, story.now, 0, Story.TID, Trace.HARDIRQ, 0, 1, 0, Trace.NO_DEVICE);
        story.pass(40_000).got(packet);
        Truth truth = judge();
        assertEquals(30_000, truth.stallNs(2));
        assertEquals(70_000, truth.stealNs(2));
        assertEquals(Cause.PREEMPTED, truth.cause(2));
        assertEquals(Verdict.BORDER, truth.verdict(2));
    }

    @Test
    void anAppTimeBeforeTheStampIsNotJudged() {
        story.recv(0).spin(0, 9);
        Packet[] packets = story.take(0, 1);
        story.got(packets);
        packets[0].appNs = packets[0].stampNs - 1;
        assertEquals(PacketJudge.APP_BEFORE_STAMP, judge().reason(2));
        assertEquals(1, last().unjudged(0).get(PacketJudge.APP_BEFORE_STAMP));
    }

    @Test
    void whatOurThreadsSoftirqTakesIsNotOurs() {
        story.recv(0).spin(0, 9).pass(4_000);
        Packet packet = story.deliver(story.now, Via.INLINE, 0);
        story.pass(5_000).got(packet);
        Truth truth = judge();
        assertEquals(Deliverer.SOFTIRQ, truth.deliverer(2));
        assertEquals(Via.INLINE, truth.via(2));
    }
}

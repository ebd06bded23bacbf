package io.rxpath.lab.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rxpath.lab.oracle.Story.Packet;
import io.rxpath.telemetry.event.Branch;
import io.rxpath.telemetry.event.Cause;
import io.rxpath.telemetry.event.Via;
import org.junit.jupiter.api.Test;

/** What of a sleep is steal, one small story each. */
class StealRulesTest extends ToldStory {
    @Test
    void aSleepAfterTheStampIsSteal() {
        story.recv(0).spin(0, 1).spinOut(0);
        Packet packet = story.deliver(story.now, Via.REMOTE, 0);
        story.pass(25_000).out(1).pass(80_000).wake().pass(2_000);
        long until = story.now;
        story.in(0).got(packet);
        assertEquals(until - packet.stampNs - 25_000, judge().stealNs(2));
    }

    @Test
    void aSleepThatBeginsBeforeThePacketIsQueuedWaitsForIt() {
        story.recv(0).spin(0, 1).spinOut(0);
        Packet packet = story.deliver(story.now, Via.REMOTE, 0);
        story.pass(2_000).out(1).pass(80_000).wake().pass(2_000).in(0).got(packet);
        assertEquals(2_000, judge().stealNs(2), 200, "the wait for the CPU");
    }

    @Test
    void wakingUpOnAnIdleCpuIsNoSteal() {
        assertEquals(0, wokenOnIdleCpuAfter(8_000).stealNs(2));
    }

    @Test
    void wakingUpForVeryLongOnAnIdleCpuIsAStall() {
        Truth truth = wokenOnIdleCpuAfter(90_000);
        assertEquals(90_000, truth.stealNs(2));
        assertEquals(90_000, truth.stallNs(2), "somebody outside had the CPU");
    }

    private Truth wokenOnIdleCpuAfter(long ns) {
        story.recv(0).spin(0, 1).spinOut(0).out(1).pass(20_000);
        Packet packet = story.deliver(story.now, Via.REMOTE, 0);
        story.wake().pass(ns);
        story.event(TraceEvent.SWITCH_IN, story.now, 0, 0, 0, 0, 0, 0, Trace.NO_DEVICE);
        story.event(TraceEvent.PERF_SWITCH_IN, story.now, 0, Story.TID, 0, 0, 0, 0, Trace.NO_DEVICE);
        story.pass(100).got(packet);
        return judge();
    }

    @Test
    void aSleepWithinTheWindowIsSteal() {
        story.recv(0).spin(0, 5).out(1).pass(20_000);
        Packet packet = story.deliver(story.now, Via.REMOTE, 0);
        story.pass(80_000).wake().pass(2_000);
        long until = story.now;
        story.in(0).got(packet);
        assertEquals(until - packet.stampNs, judge().stealNs(2));
        assertEquals(Branch.CPU_STEAL, last().branch(2));
    }

    @Test
    void anUninterruptibleSleepInTheCallIsSteal() {
        story.recv(0).pass(500).out(2).pass(20_000);
        Packet packet = story.deliver(story.now, Via.REMOTE, 0);
        story.pass(80_000).wake().pass(2_000);
        long until = story.now;
        story.in(0).got(packet);
        assertEquals(until - packet.stampNs, judge().stealNs(2));
    }

    @Test
    void aLockInTheHandlerIsTheHandlersOwnTime() {
        story.recv(0).spin(0, 3);
        story.got(story.take(0, 1)[0].is(Branch.HOT_POLL, Cause.NONE));
        story.enter(SystemCalls.FUTEX, 1).out(1).pass(20_000);
        Packet packet = story.deliver(story.now, Via.REMOTE, 0);
        story.pass(80_000).wake().pass(2_000).in(0).exit(SystemCalls.FUTEX, 0).recv(0).got(packet);
        Truth truth = judge();
        assertEquals(2_000, truth.stealNs(3));
        assertEquals(Cause.AWAY, truth.cause(3));
    }

    @Test
    void aLockAfterAnEmptyCallIsAPause() {
        story.recv(0).spin(0, 3).exit(SystemCalls.RECVMMSG, EAGAIN).enter(SystemCalls.FUTEX, 1).out(1)
                .pass(20_000);
        Packet packet = story.deliver(story.now, Via.REMOTE, 0);
        story.pass(80_000).wake().pass(2_000);
        long until = story.now;
        story.in(0).exit(SystemCalls.FUTEX, 0).recv(0).got(packet);
        assertEquals(until - packet.stampNs, judge().stealNs(2));
        assertEquals(Cause.JVM_PAUSE, last().cause(2));
    }
}

package io.rxpath.lab.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rxpath.lab.oracle.Story.Packet;
import io.rxpath.telemetry.event.Branch;
import io.rxpath.telemetry.event.Cause;
import io.rxpath.telemetry.event.Via;

/** A story with a past, and what the oracle makes of it. */
abstract class ToldStory {
    static final int EAGAIN = -11;
    static final int EPOLL = 5;

    final Story story = new Story(3, "veth0", "veth1");

    /** Gives the story a past, so that its next packet is not the first of its socket. */
    ToldStory() {
        for (int device = 0; device < 2; device++) {
            story.recv(device).spin(device, 3).got(story.take(device, 1)[0].is(Branch.HOT_POLL, Cause.NONE));
        }
    }

    /** Non-blocking calls that find nothing. */
    final void spinTurns(int device, int turns, int polls) {
        spinTurns(device, turns, polls, 200);
    }

    final void spinTurns(int device, int turns, int polls, long inCallNs) {
        for (int i = 0; i < turns; i++) {
            story.recv(device).spin(device, polls).pass(inCallNs).exit(SystemCalls.RECVMMSG, EAGAIN);
        }
    }

    /** A packet that finds the thread preempted for a time, and is handled a time later. */
    final Truth preemptedFor(long stealNs, long restNs) {
        story.recv(0).spin(0, 9).out(0x100).pass(9_000);
        Packet packet = story.deliver(story.now, Via.REMOTE, 0);
        story.pass(stealNs).in(0).pass(restNs).got(packet);
        return judge();
    }

    final Truth unpolledFor(long ns) {
        story.recv(0).spin(0, 9).pass(ns);
        story.got(story.take(0, 1)[0]);
        return judge();
    }

    final void assertCause(Cause cause) {
        Truth truth = judge();
        int packet = truth.size() - 1;
        assertEquals(Verdict.JUDGED, truth.causeVerdict(packet), () -> truth.reason(packet));
        assertEquals(Branch.FALLBACK_IRQ, truth.branch(packet));
        assertEquals(cause, truth.cause(packet));
    }

    final Truth last() {
        return judge();
    }

    final Truth judge() {
        return judge(story.facts());
    }

    final Truth judge(CellFacts facts) {
        story.received.stream().filter(packet -> packet.branch == null)
                .forEach(packet -> packet.is(Branch.UNKNOWN, Cause.NONE));
        Trace trace = story.build();
        return new TruthOracle().judge(trace, story.labels(trace), facts);
    }
}

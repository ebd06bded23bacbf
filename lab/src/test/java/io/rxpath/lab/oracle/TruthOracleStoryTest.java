package io.rxpath.lab.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;

import io.rxpath.lab.oracle.Story.Packet;
import io.rxpath.telemetry.event.Branch;
import io.rxpath.telemetry.event.Cause;
import io.rxpath.telemetry.event.Deliverer;
import io.rxpath.telemetry.event.Via;
import org.junit.jupiter.api.Test;

/** The oracle finds out what is true of stories whose truth is known. */
class TruthOracleStoryTest {
    private static final int STORIES = 60;
    private static final int EPISODES = 300;
    private static final long DRIFT_NS = 200;

    @Test
    void everyPacketOfARandomStoryIsFoundOut() {
        long base = System.nanoTime();
        Set<Cause> causes = EnumSet.noneOf(Cause.class);
        Set<Via> ways = EnumSet.noneOf(Via.class);
        for (int i = 0; i < STORIES; i++) {
            long seed = base + i;
            Story story = i % 2 == 0
                    ? new RandomStory(seed, EPISODES, "veth0").story
                    : new RandomStory(seed, EPISODES, "veth0", "veth1").story;
            // Some runs have the two clocks drift apart.
            story.driftNs = i % 3 == 0 ? new SplittableRandom(seed).nextLong(-DRIFT_NS, DRIFT_NS) : 0;
            Trace trace = story.build();
            Truth truth = new TruthOracle().judge(trace, story.labels(trace), story.facts());
            for (int packet = 0; packet < truth.size(); packet++) {
                check(story.received.get(packet), truth, packet, "seed " + seed + " packet " + packet);
                causes.add(truth.cause(packet));
                ways.add(truth.via(packet));
            }
        }
        assertEquals(
                EnumSet.complementOf(
                        EnumSet.of(Cause.NO_STAMP, Cause.CONTESTED, Cause.IRQ_MODE, Cause.SIBLING_STARVED)),
                causes);
        assertEquals(EnumSet.allOf(Via.class), ways);
    }

    private static void check(Packet told, Truth truth, int i, String where) {
        assertEquals(Verdict.JUDGED, truth.verdict(i), () -> where + " " + truth.reason(i));
        assertEquals(told.deliverer, truth.deliverer(i), where);
        assertEquals(told.branch, truth.branch(i), where);
        assertEquals(told.cause, truth.cause(i), where);
        assertEquals(Verdict.JUDGED, truth.causeVerdict(i), where);
        assertEquals(told.via, truth.via(i), where);
        assertNear(told.stealNs, truth.stealNs(i), where + " steal");
        assertEquals(told.latencyNs(), truth.stealNs(i) + truth.pollNs(i) + truth.fallbackNs(i), DRIFT_NS,
                where + " sum");
        boolean ours = told.deliverer == Deliverer.BUSY_POLL;
        long rest = told.latencyNs() - told.stealNs;
        assertNear(ours ? Math.min(rest, 50_000) : 0, truth.pollNs(i), where + " poll");
        assertNear(told.unseenNs, truth.unseenNs(i), where + " unseen");
        assertTrue(truth.branch(i) != Branch.HOT_POLL || ours, where);
    }

    /** No time can be off by more than the clocks drift apart in the whole story. */
    private static void assertNear(long told, long found, String where) {
        assertEquals(told, found, DRIFT_NS, where);
    }
}

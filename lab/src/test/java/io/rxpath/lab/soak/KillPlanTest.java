package io.rxpath.lab.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.rxpath.lab.soak.KillMoment.When;

class KillPlanTest {
    private static List<KillMoment> moments(long seed) {
        KillPlan plan = new KillPlan(seed);
        return Stream.generate(() -> plan.next(800, 30_000)).limit(1_000).toList();
    }

    @Test
    void theSeedDecides() {
        assertEquals(moments(1), moments(1));
        assertNotEquals(moments(1), moments(2));
    }

    @Test
    void killsComeAtStartsAndStopsTooAndMostInBetween() {
        Map<When, Integer> counts = new EnumMap<>(When.class);
        for (KillMoment moment : moments(3)) {
            counts.merge(moment.when(), 1, Integer::sum);
            assertTrue(moment.delayNs() >= 0 && moment.delayNs() < 1_000_000_000);
            assertTrue(moment.when() != When.START || moment.delayNs() < 800);
        }
        assertTrue(counts.get(When.START) > 150 && counts.get(When.STOP) > 150 && counts.get(When.RUN) > 500,
                counts::toString);
        assertEquals(3, counts.size());
    }

    @Test
    void whereFilesEndWithTheMinuteKillsAreAimedAtIt() {
        KillPlan plan = new KillPlan(1);
        for (int i = 0; i < 100; i++) {
            KillMoment moment = plan.next(500_000_000, 119_000);
            assertEquals(When.ROLL, moment.when());
            assertTrue(moment.delayNs() >= -30_000_000 && moment.delayNs() < 70_000_000, moment::toString);
            assertNotEquals(When.ROLL, plan.next(500_000_000, 119_600).when(), "it would come too late");
            assertNotEquals(When.ROLL, plan.next(500_000_000, 90_000).when(), "it would wait too long");
        }
    }
}

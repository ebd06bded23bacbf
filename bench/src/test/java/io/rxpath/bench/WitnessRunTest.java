package io.rxpath.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.rxpath.bench.contender.ReceiverContender;
import io.rxpath.poller.EngineKind;
import io.rxpath.poller.WitnessLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** One short benchmark over a real device. Levels that this machine refuses say why they took no part. */
@Timeout(60)
@ExtendWith(AloneOnTheMachine.class)
class WitnessRunTest {
    /** Long enough that others may take the CPU for a while. */
    private static final double SECONDS = 1;
    private static final double WARM_UP_SECONDS = 0.2;

    @Test
    void aRealRunMeasuresEveryLevelThatIsInForce() throws Exception {
        Outcome outcome = LabRun.of(WitnessRunTest::run);
        assertEquals("off", outcome.baseline());
        assertTrue(outcome.present().contains("off"), outcome::toString);
        outcome.absent()
                .forEach((name, why) -> assertTrue(why.contains("tracefs") || why.contains("own"), why));
        Cell cell = outcome.cells().getFirst();
        assertTrue(cell.skipped().isEmpty(), () -> cell.skipped().get());
        for (String contender : outcome.present()) {
            Turn turn = cell.turnsOf(contender).getFirst();
            Reading reading = turn.reading();
            assertEquals(turn.sent().sent(), reading.counts().received() + turn.lost());
            assertTrue(reading.measured() < reading.counts().received(), reading::toString);
            assertTrue(reading.stampToApp().count() > 100, reading::toString);
            // What was sent late has a stamp, but is in no figure from the sender: with many of them the medians are of
            // different packets.
            if (reading.counts().late() == 0) {
                assertTrue(reading.sendToApp().p50Ns() > reading.stampToApp().p50Ns(), reading::toString);
            }
            double cpu = Metric.CPU.of(reading).orElseThrow();
            assertTrue(cpu > 0 && cpu < 1.05, () -> "CPU share " + cpu);
            assertEquals(contender.equals("off"), reading.counts().verified() == 0, contender);
        }
        assertTrue(TextReport.of(Samples.SETUP, outcome).contains("send to app p50"));
    }

    private static Outcome run() {
        List<String> steps = new ArrayList<>();
        try (LabTrack track = new LabTrack(new CpuChoice(), 100)) {
            List<Contender> levels = Arrays.stream(WitnessLevel.values())
                    .map(level -> (Contender) ReceiverContender.ofLevel(level, EngineKind.BLOCKING, 5_000))
                    .toList();
            Workload workload = new Workload(Traffic.steady(100_000, 200_000), SECONDS, Deferral.OFF);
            return new Benchmark(track, 1, steps::add).run(levels, WarmUp.workload(WARM_UP_SECONDS),
                    List.of(workload), 1);
        }
    }
}

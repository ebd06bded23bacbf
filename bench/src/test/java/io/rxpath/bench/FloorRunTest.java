package io.rxpath.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;

import io.rxpath.bench.contender.ChannelContender;
import io.rxpath.bench.contender.Floor;
import io.rxpath.bench.contender.FloorContender;
import io.rxpath.bench.contender.ReceiverContender;
import io.rxpath.poller.EngineKind;
import io.rxpath.poller.WitnessLevel;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every kind of contender once over a real device: it receives what is sent, and measures it. */
@Timeout(120)
@ExtendWith(AloneOnTheMachine.class)
class FloorRunTest {
    /** Long enough that others may take the CPU for a while. */
    private static final double SECONDS = 1;
    private static final double WARM_UP_SECONDS = 0.2;

    @Test
    void everyContenderReceivesWhatIsSent() throws Exception {
        Assumptions.assumeTrue(compilerIsThere(), "no C compiler named cc");
        Outcome outcome = LabRun.of(FloorRunTest::run);
        assertTrue(outcome.absent().isEmpty(), outcome::toString);
        for (Cell cell : outcome.cells()) {
            assertTrue(cell.skipped().isEmpty(), () -> cell.skipped().get());
            for (String contender : outcome.present()) {
                check(cell, contender);
            }
        }
    }

    private static void check(Cell cell, String contender) {
        Turn turn = cell.turnsOf(contender).getFirst();
        Reading reading = turn.reading();
        String what = contender + ", " + cell.workload().title() + ": " + reading;
        assertEquals(turn.sent().sent(), reading.counts().received() + turn.lost(), what);
        assertTrue(turn.lost() * 10 < turn.sent().sent(), what);
        assertTrue(reading.measured() > 0 && reading.measured() < reading.counts().received(), what);
        assertEquals(0, reading.counts().unstamped(), what);
        boolean drains = cell.workload().traffic().drainGroup() > 0;
        assertEquals(drains, reading.cpu().drained() > 0, what);
        assertEquals(contender.startsWith("c"), reading.allocatedBytes().isEmpty(), what);
        assertTrue(drains || Metric.CPU.of(reading).orElseThrow() < 1.05, what);
        assertEquals(drains, reading.sendToApp().isEmpty(), what);
        assertEquals(drains || contender.startsWith("jdk"), reading.stampToApp().isEmpty(), what);
        if (!reading.stampToApp().isEmpty()) {
            assertTrue(reading.stampToApp().p50Ns() > 0, what);
        }
    }

    private static boolean compilerIsThere() {
        try {
            return new ProcessBuilder("cc", "--version").redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException none) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Outcome run() {
        try (Floor floor = Floor.build(); LabTrack track = new LabTrack(new CpuChoice(), 200)) {
            List<Contender> contenders = List.of(
                    new FloorContender("c", floor, EngineKind.BLOCKING, 64, 5_000),
                    new FloorContender("c-spin", floor, EngineKind.SPINNING, 1, 5_000),
                    new FloorContender("c-epoll", floor, EngineKind.EPOLL, 64, 5_000),
                    new ReceiverContender("journal", EngineKind.BLOCKING, 5_000, WitnessLevel.OFF, true),
                    new ChannelContender("jdk", false), new ChannelContender("jdk-spin", true));
            Workload steady = new Workload(Traffic.steady(100_000, 100_000), SECONDS, Deferral.OFF);
            Workload drain = new Workload(Traffic.drain(), SECONDS, Deferral.OFF);
            return new Benchmark(track, 1, step -> {
            }).run(contenders, WarmUp.workload(WARM_UP_SECONDS), List.of(steady, drain), 1);
        }
    }
}

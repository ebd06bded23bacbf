package io.rxpath.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

import io.rxpath.bench.contender.BusyReadContender;
import io.rxpath.bench.contender.ChannelContender;
import io.rxpath.linux.Libc;
import io.rxpath.linux.Namespaces;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** DatagramChannel over a real device with the host's setting: its thread polls in the call instead of sleeping. */
@Timeout(120)
@ExtendWith(AloneOnTheMachine.class)
class BusyReadRunTest {
    private static final int WINDOW_USECS = 5_000;

    @Test
    void itsThreadPollsAllTheTime() throws Exception {
        Assumptions.assumeTrue(Boolean.getBoolean("rxpath.host"),
                "net.core.busy_read is the whole host's: give -Drxpath.host=true to have it changed for a moment");
        Assumptions.assumeTrue(Libc.geteuid() == 0 && Namespaces.initialUserNamespace(),
                "only root may change net.core.busy_read");
        Outcome outcome = LabRun.of(BusyReadRunTest::run);
        assertEquals(Map.of(), outcome.absent());
        Cell cell = outcome.cells().getFirst();
        double sleeps = cpu(cell, "jdk");
        double polls = cpu(cell, "jdk-busy-read");
        assertTrue(polls > 2 * sleeps,
                "CPU share " + polls + " of one that polls, " + sleeps + " of one that sleeps");
    }

    private static double cpu(Cell cell, String contender) {
        Reading reading = cell.turnsOf(contender).getFirst().reading();
        assertTrue(reading.counts().received() > 100, reading::toString);
        return Metric.CPU.of(reading).orElseThrow();
    }

    private static Outcome run() {
        try (LabTrack track = new LabTrack(new CpuChoice(), 100)) {
            List<Contender> contenders = List.of(new ChannelContender("jdk", false),
                    new BusyReadContender("jdk-busy-read", WINDOW_USECS));
            Workload workload = new Workload(Traffic.steady(500_000, 500_000), 0.5, Deferral.OFF);
            return new Benchmark(track, 1, step -> {
            }).run(contenders, workload, List.of(workload), 1);
        }
    }
}

package io.rxpath.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;

import io.rxpath.lab.report.DemoResult;
import io.rxpath.lab.report.Finding;
import io.rxpath.lab.report.PhaseResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A short demo. Where no laboratory can be had, every phase says why it did not run. */
@Timeout(120)
@ExtendWith(AloneOnTheMachine.class)
class DemoTest {
    @TempDir
    private Path folder;

    @Test
    void everyPhaseRunsOrSaysWhyNot() throws Exception {
        List<String> steps = new ArrayList<>();
        DemoProgress progress = new DemoProgress() {
            @Override
            public void machine(List<Finding> findings) {
                findings.forEach(finding -> steps.add(finding.name()));
            }

            @Override
            public void step(String what) {
                steps.add(what);
            }

            @Override
            public void phase(PhaseResult result) {
                steps.add("end of " + result.id());
            }
        };
        FutureTask<DemoResult> demo = new FutureTask<>(
                new Demo(new DemoOptions(folder, null, 0.5, 0.3, 1), progress)::run);
        new Thread(demo, "demo").start();
        DemoResult result = demo.get();
        assertEquals("a b c d a b c d",
                String.join(" ", result.phases().stream().map(PhaseResult::id).toList()));
        for (PhaseResult phase : result.phases()) {
            if (!phase.ran()) {
                assertTrue(phase.skippedBecause().length() > 20, phase.skippedBecause());
                continue;
            }
            assertEquals(phase.traffic().received() - phase.warmUpPackets(), phase.packets());
            assertEquals(0, phase.traffic().unaccounted());
        }
        if (result.phases().getFirst().ran()) {
            assertNotNull(result.journal());
            assertTrue(result.journal().ok(), () -> result.journal().toString());
        }
        assertTrue(steps.contains("busy-poll"), steps::toString);
    }
}

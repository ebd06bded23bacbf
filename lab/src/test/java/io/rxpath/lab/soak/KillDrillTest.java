package io.rxpath.lab.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import io.rxpath.lab.AloneOnTheMachine;

/** A short drill, and one receiver killed at each kind of moment. */
@Timeout(180)
@ExtendWith(AloneOnTheMachine.class)
class KillDrillTest {
    @TempDir
    private Path temp;

    @Test
    void nothingThatWasAppendedIsLost() {
        List<String> steps = new ArrayList<>();
        KillDrillResult result = new KillDrill(new KillDrillOptions(4, 50_000, 1, temp.resolve("out")),
                steps::add).run();
        assertEquals(List.of(), result.findings(), result::toString);
        assertEquals(5, result.figures().started());
        assertEquals(0, result.figures().lost());
        assertTrue(result.figures().reported() > 0, result::toString);
        assertTrue(result.figures().orderly() >= 1, result::toString);
        assertTrue(Files.isDirectory(temp.resolve("out/journal")));
        assertFalse(steps.isEmpty());
        String text = KillDrillText.of(result);
        assertTrue(text.lines().allMatch(line -> line.length() <= Lines.COLUMNS || line.contains("/")), text);
    }

    @Test
    void eachKindOfMomentIsWhatItSays() {
        try (WorkFolder folder = WorkFolder.open(temp.resolve("kinds"), 1)) {
            KillCycle cycle = new KillCycle(folder, 20_000);
            KillOutcome atOnce = cycle.run(new KillMoment(KillMoment.When.START, 1));
            assertEquals(DrillPage.Stage.STARTING, atOnce.stage());
            assertTrue(atOnce.killed() && atOnce.runId() == 0 && atOnce.startNs() == -1, atOnce::toString);
            KillOutcome running = cycle.run(new KillMoment(KillMoment.When.RUN, 300_000_000));
            assertEquals(DrillPage.Stage.RECEIVING, running.stage());
            assertTrue(running.killed() && running.handled() > 0 && running.startNs() > 0, running::toString);
            KillOutcome stopping = cycle.run(new KillMoment(KillMoment.When.STOP, 0));
            assertTrue(stopping.stage().compareTo(DrillPage.Stage.STOPPING) >= 0, stopping::toString);
            KillOutcome orderly = cycle.run(new KillMoment(KillMoment.When.NEVER, 0));
            assertEquals(0, orderly.exitCode(), orderly::toString);
            List<KillOutcome> all = List.of(atOnce, running, stopping, orderly);
            assertEquals(List.of("", "", "", ""), all.stream().map(KillOutcome::fault).toList());
            KillVerdict verdict = KillVerdict.of(all, JournalTally.read(folder.journal(), 0));
            assertEquals(List.of(), verdict.findings());
            assertTrue(orderly.written() > 0 && orderly.handled() > 0, orderly::toString);
        }
    }
}
